using System.Text;
using System.Text.RegularExpressions;
using PerfFunctions.App.Dashboard;

namespace PerfFunctions.App.Tests.Dashboard;

/// <summary>All pages, and the scripts that they load.</summary>
internal static partial class PageSources
{
    public static IEnumerable<(string Name, string Html)> All =>
    [
        ("overview", DashboardPage.Overview),
        ("settings", DashboardPage.Settings),
        ("runs", DashboardPage.Runs),
        ("run", DashboardPage.Run),
        ("trends", DashboardPage.Trends),
        ("compare", DashboardPage.Compare),
        ("capacity", DashboardPage.Capacity),
        ("plans", DashboardPage.Plans),
        ("editor", DashboardPage.Editor),
        ("new-test", DashboardPage.NewTest),
        ("sign-in", DashboardPage.SignIn),
        ("docs", DashboardPage.Documentation),
    ];

    public static string ScriptOf(string page) =>
        Encoding.UTF8.GetString(ServedAssets.Find(Script().Match(page).Groups[1].Value)!.Content);

    [GeneratedRegex("<script src=\"/assets/([^\"]+)\"")]
    private static partial Regex Script();
}
