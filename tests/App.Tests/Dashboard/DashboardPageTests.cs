using System.Text.RegularExpressions;
using PerfFunctions.App.Dashboard;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Statistics;

namespace PerfFunctions.App.Tests.Dashboard;

public partial class DashboardPageTests
{
    public static readonly TheoryData<string> Pages = [.. PageSources.All.Select(page => page.Html)];

    [Theory]
    [MemberData(nameof(Pages), DisableDiscoveryEnumeration = true)]
    public void Nothing_in_a_page_itself_is_script_or_style(string page)
    {
        Assert.DoesNotMatch("<style|style=|<script(?! src=)| on[a-z]+=|javascript:", page);
        Assert.DoesNotContain("{{", page.Replace("{{title}}", "").Replace("{{contents}}", "").Replace("{{article}}", ""), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages), DisableDiscoveryEnumeration = true)]
    public void What_a_page_loads_is_served(string page)
    {
        string[] names = [.. AssetPattern().Matches(page).Select(m => m.Groups[1].Value)];
        Assert.True(names.Length >= 4, string.Join(", ", names));
        Assert.All(names, name => Assert.NotNull(ServedAssets.Find(name)));
    }

    [Theory]
    [MemberData(nameof(Pages), DisableDiscoveryEnumeration = true)]
    public void Nothing_is_written_as_markup(string page) =>
        Assert.DoesNotMatch("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(", PageSources.ScriptOf(page));

    [Fact]
    public void Every_outcome_has_its_badge() => Assert.All(
        Enum.GetNames<RunOutcome>(),
        name => Assert.Contains($"\n  {char.ToLowerInvariant(name[0])}{name[1..]}: [", PageSources.ScriptOf(DashboardPage.Runs), StringComparison.Ordinal));

    [Fact]
    public void Every_way_that_a_number_can_change_has_its_badge() => Assert.All(
        Enum.GetNames<RegressionOutcome>(),
        name => Assert.Contains($"{char.ToLowerInvariant(name[0])}{name[1..]}:[", PageSources.ScriptOf(DashboardPage.Compare), StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Pages), DisableDiscoveryEnumeration = true)]
    public void Every_element_that_the_script_asks_for_is_there(string page) => Assert.All(
        IdPattern().Matches(PageSources.ScriptOf(page)).Select(m => m.Groups[1].Value),
        id => Assert.Contains($"id=\"{id}\"", page, StringComparison.Ordinal));

    [Fact]
    public void A_page_marks_itself_in_the_navigation_and_a_page_below_marks_its_section()
    {
        Assert.Contains("<a href=\"/runs\" aria-current=\"page\">", DashboardPage.Runs, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/runs\" aria-current=\"true\">", DashboardPage.Run, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/docs\">", DashboardPage.Run, StringComparison.Ordinal);
    }

    [GeneratedRegex("(?:src|href)=\"/assets/([^\"]+)\"")]
    private static partial Regex AssetPattern();

    [GeneratedRegex(@"byId\(['""]([a-z-]+)['""]\)")]
    private static partial Regex IdPattern();
}
