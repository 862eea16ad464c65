using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using PerfFunctions.App.Dashboard;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Statistics;

namespace PerfFunctions.App.Tests.Dashboard;

public partial class DashboardPageTests
{
    public static readonly TheoryData<string> Pages = [DashboardPage.Html, DashboardPage.Trends, DashboardPage.Compare, DashboardPage.SignIn];

    [Theory]
    [MemberData(nameof(Pages), DisableDiscoveryEnumeration = true)]
    public void The_policy_lets_the_pages_own_script_run_and_no_other(string page)
    {
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(ScriptOf(page))));
        string policy = PolicyPattern().Match(page).Groups[1].Value;
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.Contains($"'sha256-{hash}'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages), DisableDiscoveryEnumeration = true)]
    public void Nothing_is_written_as_markup(string page) =>
        Assert.DoesNotMatch("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(", ScriptOf(page));

    [Fact]
    public void Every_outcome_has_its_badge() => Assert.All(
        Enum.GetNames<RunOutcome>(),
        name => Assert.Contains($"\n  {char.ToLowerInvariant(name[0])}{name[1..]}: [", ScriptOf(DashboardPage.Html), StringComparison.Ordinal));

    [Fact]
    public void Every_way_that_a_number_can_change_has_its_badge() => Assert.All(
        Enum.GetNames<RegressionOutcome>(),
        name => Assert.Contains($"\n  {char.ToLowerInvariant(name[0])}{name[1..]}: [", ScriptOf(DashboardPage.Compare), StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Pages), DisableDiscoveryEnumeration = true)]
    public void Every_element_that_the_script_asks_for_is_there(string page) => Assert.All(
        IdPattern().Matches(ScriptOf(page)).Select(m => m.Groups[1].Value),
        id => Assert.Contains($"id=\"{id}\"", page, StringComparison.Ordinal));

    private static string ScriptOf(string page)
    {
        const string From = "<script>";
        int start = page.IndexOf(From, StringComparison.Ordinal) + From.Length;
        return page[start..page.IndexOf("</script>", start, StringComparison.Ordinal)];
    }

    [GeneratedRegex("Content-Security-Policy\" content=\"([^\"]+)\"")]
    private static partial Regex PolicyPattern();

    [GeneratedRegex(@"byId\('([a-z-]+)'\)")]
    private static partial Regex IdPattern();
}
