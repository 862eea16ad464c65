namespace PerfFunctions.App.Dashboard;

/// <summary>The pages of the dashboard, each put together once.</summary>
public static class DashboardPage
{
    /// <summary>The page of recent runs. Its policy lets nothing run but the script in it, and nothing be called but this service.</summary>
    public static string Html { get; } = PageSource.Compose("index.html", "service.js", "parts.js", "dashboard.js");

    /// <summary>The page of one run, under a policy of the same kind, which allows its pictures as well; it finds the run in its own address.</summary>
    public static string Run { get; } = WithPictures(PageSource.Compose("run.html", "service.js", "parts.js", "run.js"));

    /// <summary>The page of a plan's history, under a policy of the same kind; it finds the plan's name in its own address.</summary>
    public static string Trends { get; } = PageSource.Compose("trends.html", "service.js", "parts.js", "chart.js", "trends.js");

    /// <summary>The page of two runs side by side, under a policy of the same kind; it finds the two in its own address.</summary>
    public static string Compare { get; } = PageSource.Compose("compare.html", "service.js", "parts.js", "compare.js");

    /// <summary>The page of a plan's capacity, under a policy of the same kind; it finds the plan's name in its own address.</summary>
    public static string Capacity { get; } = PageSource.Compose("capacity.html", "service.js", "parts.js", "chart.js", "capacity.js");

    /// <summary>The page that stands in place of one that its reader must sign in for.</summary>
    public static string SignIn { get; } = PageSource.Compose("signed-out.html", "service.js", "signed-out.js");

    /// <summary>
    /// The frame of a page of the documentation, whose title, navigation and article are filled in. Its policy allows pictures
    /// of this service as well.
    /// </summary>
    internal static string Documentation { get; } = WithPictures(PageSource.Compose("docs.html", "docs.js"));

    private static string WithPictures(string page) =>
        page.Replace("connect-src 'self'", "connect-src 'self'; img-src 'self'", StringComparison.Ordinal);
}
