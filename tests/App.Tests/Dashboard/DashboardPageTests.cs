using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using PerfFunctions.App.Dashboard;
using PerfFunctions.Engine.Budgets;

namespace PerfFunctions.App.Tests.Dashboard;

public partial class DashboardPageTests
{
    private static readonly string Script = Between("<script>", "</script>");

    [Fact]
    public void The_policy_lets_the_pages_own_script_run_and_no_other()
    {
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Script)));
        string policy = PolicyPattern().Match(DashboardPage.Html).Groups[1].Value;
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.Contains($"'sha256-{hash}'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", DashboardPage.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_written_as_markup() => Assert.DoesNotMatch("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(", Script);

    [Fact]
    public void Every_outcome_has_its_badge() => Assert.All(
        Enum.GetNames<RunOutcome>(),
        name => Assert.Contains($"\n  {char.ToLowerInvariant(name[0])}{name[1..]}: [", Script, StringComparison.Ordinal));

    [Fact]
    public void Every_element_that_the_script_asks_for_is_there() => Assert.All(
        IdPattern().Matches(Script).Select(m => m.Groups[1].Value),
        id => Assert.Contains($"id=\"{id}\"", DashboardPage.Html, StringComparison.Ordinal));

    private static string Between(string from, string to)
    {
        int start = DashboardPage.Html.IndexOf(from, StringComparison.Ordinal) + from.Length;
        return DashboardPage.Html[start..DashboardPage.Html.IndexOf(to, start, StringComparison.Ordinal)];
    }

    [GeneratedRegex("Content-Security-Policy\" content=\"([^\"]+)\"")]
    private static partial Regex PolicyPattern();

    [GeneratedRegex(@"byId\('([a-z-]+)'\)")]
    private static partial Regex IdPattern();
}
