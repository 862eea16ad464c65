using PerfFunctions.Cli.Commands;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Sample;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;

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
        PlanParseResult parsed = PlanParser.Parse(AuditPlan.Of(new Uri(address), new AuditSettings(3, "desktop")));
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Problems));
        Page page = Assert.Single(parsed.Plan.Pages);
        Assert.Equal((path, 3), (page.Path, page.Runs));
        Assert.Equal(["lcp", "cls", "tbt", "speedindex", "inp", "fcp", "ttfb"], parsed.Plan.Budgets.Select(b => b.Metric.Metric));
    }

    [Fact]
    public void What_an_audit_is_asked_for_is_in_its_plan()
    {
        PerfPlan plan = PlanParser.Parse(AuditPlan.Of(new Uri("https://shop.example/cart"), new AuditSettings(3, "desktop")
        {
            MaxRuns = 9,
            Network = "4g",
            Cpu = "4x",
            Cache = "warm",
            Against = "https://main.shop.example",
        })).Plan!;
        Page page = Assert.Single(plan.Pages);
        Assert.Equal((9, "4g", 4, true, "https://main.shop.example"),
            (page.MaxRuns, page.Conditions.Network.Name, page.Conditions.CpuSlowdown, page.Conditions.WarmLoad, page.Base));
        Assert.Equal(["page.lcp regression < 10%", "page.bytes regression < 10%"], plan.Budgets.Where(b => b.IsRegression).Select(b => b.Expression));
    }

    [Fact]
    public void What_a_browser_does_not_report_is_shown_and_fails_nobody() => Assert.Equal(
        ["cls", "tbt", "speedindex", "inp"],
        PlanParser.Parse(AuditPlan.Of(new Uri("https://shop.example/"), new AuditSettings(1, "mobile") { Browser = "firefox" })).Plan!
            .Budgets.Where(b => b.Level == Engine.Budgets.BudgetLevel.Off).Select(b => b.Metric.Metric));

    [Fact]
    public void All_wrong_settings_of_an_audit_are_reported_at_once()
    {
        CliException refused = Assert.Throws<CliException>(() => AuditPlan.Of(
            new Uri("https://shop.example/"), new AuditSettings(60, "mobile") { Cpu = "4", Against = "main.shop.example" }));
        Assert.Equal(["cpu", "runs", "against"], refused.Message.Split('\n').Select(l => l.Split(':')[0]));
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://shop.example")]
    [InlineData("shop.example/x")]
    public void What_is_no_page_is_refused(string address) =>
        Assert.Throws<CliException>(() => AuditPlan.Of(new Uri(address, UriKind.RelativeOrAbsolute), new AuditSettings(1, "mobile")));

    [Fact]
    public void The_demo_plan_is_valid_and_the_budgets_it_breaks_are_its_own()
    {
        PlanParseResult parsed = PlanParser.Parse(DemoPlan.Text);
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Problems));
        Assert.NotEmpty(DemoPlan.ExpectedFailures);
        Assert.All(DemoPlan.ExpectedFailures, rule => Assert.Contains(rule, parsed.Plan.Budgets.Select(b => b.Expression)));
    }
}
