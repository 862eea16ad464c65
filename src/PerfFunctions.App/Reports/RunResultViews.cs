using PerfFunctions.Api.Live;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;

namespace PerfFunctions.App.Reports;

/// <summary>Chooses what the page of a run shows of its summary: a small part, however long the load was.</summary>
public static class RunResultViews
{
    /// <summary>The results of a run.</summary>
    public static RunResults Of(RunSummary summary) => new([.. summary.Scenarios.Select(Scenario)], summary.Server);

    private static ScenarioResults Scenario(ScenarioSummary scenario) => new(
        scenario.Name,
        [.. scenario.Series.Where(s => SeriesKey.KindOf(s.Key) == SeriesKind.Request).Select(s => Request(scenario, s))],
        scenario.HeatMap);

    private static RequestResults Request(ScenarioSummary scenario, SeriesSummary request)
    {
        LatencyFigures? times = request.LatencyMissing is null ? LatencyFigures.Of(request.Response) : null;
        double? perSecond = scenario.DurationSeconds > 0 ? request.CompletedInTime / scenario.DurationSeconds : null;
        return new(request.Title, request.Counts.Sent, request.Counts.Failed, perSecond, times?.P50, times?.P95, times?.P99);
    }
}
