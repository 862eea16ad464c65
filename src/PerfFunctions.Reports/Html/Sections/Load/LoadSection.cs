using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Sections.Load;

/// <summary>What each scenario came to.</summary>
internal static class LoadSection
{
    // All charts together stay at a few hundred kilobytes, however many scenarios there are.
    private const int MaxPoints = 600;
    private const int MaxPointsOfAll = 2400;
    private const int MinPoints = 60;

    public static IEnumerable<ReportPart> Of(RunSummary? summary)
    {
        if (summary is null or { Scenarios.Count: 0, Pages.Count: 0 })
        {
            return [new("measurements", "Measurements", Markup.Of($"""<p class="nothing">Nothing was measured in this run.</p>"""))];
        }

        int points = Math.Clamp(MaxPointsOfAll / Math.Max(1, summary.Scenarios.Count), MinPoints, MaxPoints);
        return summary.Scenarios.Select((s, i) => Scenario(new ScenarioFigures(s), i, points));
    }

    private static ReportPart Scenario(ScenarioFigures figures, int index, int points) => new($"scenario-{index}", figures.Scenario.Name, Markup.Of(
        $"""
        <dl class="tiles">{Tiles(figures)}</dl>
        {RequestTable.Render(figures, index)}
        {LoadCharts.Render(figures, points)}
        <div class="columns">{LatencyTable.Render(figures)}{ErrorTable.Render(figures)}</div>
        {SeriesTables.Render(figures)}
        {StepTable.Render(figures)}
        {CapacityBlock.Render(figures)}
        {PhaseTable.Render(figures)}
        {ExemplarTable.Render(figures.Scenario.Exemplars)}
        {FailureList.Render(Failures(figures.Scenario))}
        """))
    {
        Kind = "Load",
        Lead = Markup.Of($"""<p class="quiet">{figures.Model}</p>"""),
    };

    // Where there are results by request, the examples stand with them.
    private static IReadOnlyList<FailureSample> Failures(ScenarioSummary scenario) => scenario.Series.Count > 0 ? [] : scenario.Failures;

    private static IEnumerable<Markup> Tiles(ScenarioFigures figures)
    {
        (IntervalCounts counts, IntervalCounts delivery) = (figures.Scenario.Counts, figures.Scenario.Delivery);
        yield return Parts.Tile("Requests", Parts.Count(counts.Sent), $"{Parts.Count(counts.Completed)} ended");
        yield return Parts.Tile(
            "Throughput",
            figures.Throughput is { } rate ? MetricFormat.Format(MetricUnit.PerSecond, rate) : MetricFormat.NoData,
            "completed");
        yield return figures.Response is { } response
            ? Parts.Tile("Response p95", Parts.Time(response.P95), $"p99 {Parts.Time(response.P99)}")
            : Parts.Tile("Response p95", MetricFormat.NoData);
        yield return Parts.Tile(
            "Errors",
            figures.ErrorShare is { } share ? MetricFormat.Format(MetricUnit.Share, share) : MetricFormat.NoData,
            $"{Parts.Count(counts.Failed)} failed",
            counts.Failed > 0 ? "bad" : "");
        yield return figures.Scenario.Planned > 0
            ? Parts.Tile("Started", Parts.Count(delivery.Started), $"of {Parts.Count(figures.Scenario.Planned)} planned")
            : Parts.Tile("Started", Parts.Count(delivery.Started), "iterations");
        yield return Parts.Tile("Dropped", Parts.Count(delivery.Dropped), $"{Parts.Count(delivery.Late)} late", delivery.Dropped > 0 ? "warn" : "");
    }
}
