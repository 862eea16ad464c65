using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Text;
using static PerfFunctions.Reports.Markdown.MarkdownText;

namespace PerfFunctions.Reports.Markdown;

/// <summary>Why the load came to what it did: steps, capacity, phases, the slowest requests, the generator.</summary>
internal static class MarkdownDetails
{
    private const int MaxTraces = 3;

    public static IEnumerable<MarkdownBlock> Of(RunSummary? summary, IReadOnlyList<ScenarioFigures> scenarios)
    {
        (ScenarioFigures Figures, WindowFigures Step)[] steps = [.. scenarios.SelectMany(s => s.Steps.Select(step => (s, step)))];
        if (steps.Length > 0)
        {
            yield return MarkdownBlock.Table(
                "Step by step", ["Scenario", "Planned rate:", "Started:", "Completed:", "p50:", "p95:", "Errors:"], steps.Select(Step));
        }

        foreach (MarkdownBlock block in MarkdownCapacity.Of(scenarios))
        {
            yield return block;
        }

        ScenarioFigures[] phased = [.. scenarios.Where(s => s.Phases.Count > 0)];
        if (phased.Length > 0)
        {
            yield return MarkdownBlock.Table(
                "Where the time goes (p50, share of all time)",
                ["Scenario", .. Enum.GetValues<RequestPhase>().Select(p => $"{PhaseFigures.NameOf(p)}:"), "Connections:"],
                phased.Select(Phases));
        }

        string[] traces = [.. scenarios.SelectMany(s => s.Scenario.Exemplars.Take(MaxTraces).Select(e => Trace(s, e)))];
        if (traces.Length > 0)
        {
            yield return MarkdownBlock.List("Slowest traced requests", traces);
        }

        if (GeneratorFigures.Of(summary) is { } generator)
        {
            yield return MarkdownBlock.Paragraph($"**The generator:** {Escape(generator.Words)}");
        }
    }

    private static IReadOnlyList<string> Step((ScenarioFigures Figures, WindowFigures Step) row) =>
    [
        Code(row.Figures.Scenario.Name),
        Text(MetricUnit.PerSecond, row.Step.Asked),
        Text(MetricUnit.PerSecond, row.Step.StartedPerSecond),
        Text(MetricUnit.PerSecond, row.Step.CompletedPerSecond),
        Text(MetricUnit.Milliseconds, row.Step.Response?.P50),
        Text(MetricUnit.Milliseconds, row.Step.Response?.P95),
        Text(MetricUnit.Share, row.Step.ErrorShare),
    ];

    private static IReadOnlyList<string> Phases(ScenarioFigures figures) =>
    [
        Code(figures.Scenario.Name),
        .. Enum.GetValues<RequestPhase>().Select(phase => figures.Phases.FirstOrDefault(p => p.Phase == phase) is { } times
            ? $"{Text(MetricUnit.Milliseconds, times.P50)}<br>{Text(MetricUnit.Share, times.Share)}"
            : "–"),
        Text(MetricUnit.Count, figures.Scenario.Counts.Connections),
    ];

    private static string Trace(ScenarioFigures figures, Exemplar exemplar)
    {
        string failure = exemplar.Failure is null ? "" : $", {Escape(exemplar.Failure)}";
        return $"{Code(figures.Scenario.Name)} {Text(MetricUnit.Milliseconds, exemplar.ResponseMs)} at {Span.Clock(exemplar.Second)}, " +
            $"{Code(exemplar.Step)}{failure}: {Code(exemplar.TraceId)}";
    }

    private static string Text(MetricUnit unit, double? value) => value is { } number ? MetricFormat.Format(unit, number) : MetricFormat.NoData;
}
