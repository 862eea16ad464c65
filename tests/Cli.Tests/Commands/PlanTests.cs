using PerfFunctions.Cli.Commands;
using PerfFunctions.Cli.Sample;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Cli.Tests.Commands;

public sealed class PlanTests
{
    [Theory]
    [InlineData("https://shop.example", "/")]
    [InlineData("https://shop.example/it's?q=%27a%27&b=c#part", "/it's?q=%27a%27&b=c")]
    [InlineData("http://[::1]:8080/${id}", "/$%7Bid%7D")]
    [InlineData("https://shop.example/a: b", "/a:%20b")]
    public void The_plan_of_an_audit_is_valid_for_any_page(string address, string path)
    {
        PlanParseResult parsed = PlanParser.Parse(AuditCommand.Plan(new Uri(address), 3, "desktop"));
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Problems));
        Page page = Assert.Single(parsed.Plan.Pages);
        Assert.Equal((path, 3), (page.Path, page.Runs));
        Assert.Equal(4, parsed.Plan.Budgets.Count);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://shop.example")]
    [InlineData("shop.example/x")]
    public void What_is_no_page_is_refused(string address) =>
        Assert.Throws<CliException>(() => AuditCommand.Plan(new Uri(address, UriKind.RelativeOrAbsolute), 1, "mobile"));

    [Fact]
    public void The_demo_plan_is_valid_and_the_budgets_it_breaks_are_its_own()
    {
        PlanParseResult parsed = PlanParser.Parse(DemoPlan.Text);
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Problems));
        Assert.NotEmpty(DemoPlan.Broken);
        Assert.All(DemoPlan.Broken, rule => Assert.Contains(rule, parsed.Plan.Budgets.Select(b => b.Expression)));
    }
}
