using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Reports.Figures;

/// <summary>What a stretch of a scenario comes to.</summary>
/// <param name="Window">The stretch.</param>
/// <param name="Asked">Arrivals per second that were asked for; null when it is not a step of the load.</param>
internal sealed record WindowFigures(WindowSummary Window, double? Asked)
{
    /// <summary>Response times; null when there are none to show.</summary>
    public LatencyFigures? Response { get; } = MayBeShown(Window) ? LatencyFigures.Of(Window.Response) : null;

    /// <summary>Service times; null as above.</summary>
    public LatencyFigures? Service { get; } = MayBeShown(Window) ? LatencyFigures.Of(Window.Service) : null;

    /// <summary>Iterations started per second; null when nothing of it is measured.</summary>
    public double? StartedPerSecond => PerSecond(Window.Counts.Started);

    /// <summary>Requests completed per second.</summary>
    public double? CompletedPerSecond => PerSecond(Window.Counts.Completed);

    /// <summary>Failed requests as a share of those that ended; null when none ended.</summary>
    public double? ErrorShare => Window.Counts.Completed > 0 ? (double)Window.Counts.Failed / Window.Counts.Completed : null;

    /// <summary>The steps of a scenario, in their order.</summary>
    public static IReadOnlyList<WindowFigures> StepsOf(ScenarioSummary scenario) =>
    [
        .. from step in scenario.Steps
           from window in scenario.Windows
           where window.FromSecond == step.FromSecond && window.ToSecond == step.ToSecond
           select new WindowFigures(window, step.Rate),
    ];

    private double? PerSecond(long count) => Window.MeasuredSeconds > 0 ? count / Window.MeasuredSeconds : null;

    private static bool MayBeShown(WindowSummary window) => window is { Missing: null, LatencyMissing: null };
}
