using PerfFunctions.Engine.Metrics;
using PerfFunctions.Reports.Figures;
using static PerfFunctions.Reports.Markdown.MarkdownText;

namespace PerfFunctions.Reports.Markdown;

/// <summary>What the load came to, scenario by scenario.</summary>
internal static class MarkdownLoad
{
    private const string TwoTimes =
        "_Response time starts when a request is scheduled, so it includes queueing, as a user experiences it; " +
        "service time starts when the request is sent._";

    public static IEnumerable<MarkdownBlock> Of(IReadOnlyList<ScenarioFigures> scenarios)
    {
        if (scenarios.Count == 0)
        {
            yield break;
        }

        yield return MarkdownBlock.Table(
            "Load", ["Scenario", "Model", "Requests:", "Throughput:", "Errors", "Arrivals"], scenarios.Select(Counts));
        yield return MarkdownBlock.Table(
            "Latency (response / service)", ["Scenario", "p50:", "p95:", "p99:", "max:"], scenarios.Select(Latency));
        yield return MarkdownBlock.Paragraph(TwoTimes);
    }

    private static IReadOnlyList<string> Counts(ScenarioFigures figures) =>
    [
        Code(figures.Scenario.Name),
        Escape(figures.Model),
        Number(figures.Scenario.Counts.Sent),
        figures.Throughput is { } rate ? MetricFormat.Format(MetricUnit.PerSecond, rate) : MetricFormat.NoData,
        Errors(figures),
        Arrivals(figures),
    ];

    private static string Errors(ScenarioFigures figures)
    {
        if (figures.ErrorShare is not { } share)
        {
            return MetricFormat.NoData;
        }

        string kinds = string.Concat(figures.Errors.Select(e => $"<br>{Number(e.Value)} × {Escape(e.Key)}"));
        return $"{MetricFormat.Format(MetricUnit.Share, share)}{kinds}";
    }

    private static string Arrivals(ScenarioFigures figures)
    {
        IntervalCounts counts = figures.Scenario.Delivery;
        string started = figures.Scenario.Planned == 0
            ? $"{Number(counts.Started)} iterations"
            : $"{Number(counts.Started)} of {Number(figures.Scenario.Planned)} planned";
        return $"{started}, {Number(counts.Dropped)} dropped, {Number(counts.Late)} late";
    }

    private static IReadOnlyList<string> Latency(ScenarioFigures figures)
    {
        string name = Code(figures.Scenario.Name);
        return figures is { Response: { } response, Service: { } service }
            ? [name, Pair(response.P50, service.P50), Pair(response.P95, service.P95), Pair(response.P99, service.P99), Pair(response.Max, service.Max)]
            : [$"{name}<br>{Escape(figures.MissingReason)}", .. Enumerable.Repeat(MetricFormat.NoData, 4)];
    }

    private static string Pair(double response, double service) =>
        $"**{MetricFormat.Format(MetricUnit.Milliseconds, response)}** / {MetricFormat.Format(MetricUnit.Milliseconds, service)}";

    private static string Number(long value) => MetricFormat.Format(MetricUnit.Count, value);
}
