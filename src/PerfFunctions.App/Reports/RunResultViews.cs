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
        [.. SeriesFigures.Of(scenario, SeriesKind.Request).Select(Request)],
        scenario.HeatMap);

    private static RequestResults Request(SeriesFigures request)
    {
        IntervalCounts counts = request.Series.Counts;
        LatencyFigures? times = request.Response;
        return new(request.Series.Title, counts.Sent, counts.Failed, request.Throughput, times?.P50, times?.P95, times?.P99);
    }
}
