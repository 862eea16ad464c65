using System.Runtime.CompilerServices;

namespace PerfFunctions.App.Dashboard;

/// <summary>The pages of the dashboard, each put together once.</summary>
public static class DashboardPage
{
    /// <summary>The start page: what runs, what needs attention, and how the plans fare.</summary>
    public static string Overview { get; } = PageSource.Compose("overview.html", "/");

    /// <summary>Health, limits and connections of the service.</summary>
    public static string Settings { get; } = PageSource.Compose("settings.html", "/settings");

    /// <summary>The page of recent runs.</summary>
    public static string Runs { get; } = PageSource.Compose("runs.html", "/runs");

    /// <summary>The page of one run; it finds the run in its own address.</summary>
    public static string Run { get; } = PageSource.Compose("run.html", "/runs/");

    /// <summary>The page of a plan's history; it finds the plan's name in its own address.</summary>
    public static string Trends { get; } = PageSource.Compose("trends.html", "/plans/");

    /// <summary>The page of two runs side by side; it finds the two in its own address.</summary>
    public static string Compare { get; } = PageSource.Compose("compare.html", "/runs/");

    /// <summary>The page of a plan's capacity; it finds the plan's name in its own address.</summary>
    public static string Capacity { get; } = PageSource.Compose("capacity.html", "/plans/");

    /// <summary>The page of stored plans.</summary>
    public static string Plans { get; } = PageSource.Compose("plans.html", "/plans");

    /// <summary>The editor of a plan; it finds the plan's name in its own address.</summary>
    public static string Editor { get; } = PageSource.Compose("editor.html", "/plans/");

    /// <summary>The page that starts a test from an address.</summary>
    public static string NewTest { get; } = PageSource.Compose("newtest.html", "/new");

    /// <summary>The page that stands in place of one that its reader must sign in for.</summary>
    public static string SignIn { get; } = PageSource.Compose("signed-out.html", "");

    /// <summary>The frame of a page of the documentation, whose title, contents and article are filled in.</summary>
    public static string Documentation { get; } = PageSource.Compose("docs.html", "/docs/");

    /// <summary>Puts all pages together, if that has not happened yet: what they load is known afterwards.</summary>
    internal static void Prepare() => RuntimeHelpers.RunClassConstructor(typeof(DashboardPage).TypeHandle);
}
