using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Charts;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Sections;

/// <summary>Whether the generator kept up: otherwise its own delay would be read as the target's.</summary>
internal static class GeneratorSection
{
    private const int MaxPoints = 300;

    public static ReportPart? Of(RunSummary? summary) => GeneratorFigures.Of(summary) is not { } figures ? null : new("generator", "The generator", Markup.Of(
        $"""
        <dl class="tiles">{Tiles(figures.Summary.Peak)}</dl>
        {Charts(figures.Summary.Timeline)}
        <p class="sub">The most that any shard had in any second. It is stopped while garbage is collected.</p>
        """))
    {
        Kind = "Load",
        Lead = Markup.Of($"""<p class="{(figures.KeptUp ? "quiet" : "failed")}">{figures.Words}</p>"""),
    };

    private static IEnumerable<Markup> Tiles(GeneratorSample most) =>
    [
        Parts.Tile("Late starts", Parts.Time(most.SendLagMs), "p99 of a second"),
        Parts.Tile("Processor", Share(most.Cpu), "of all cores"),
        Parts.Tile("Busiest loop", Share(most.LoopBusy), "of a second"),
        Parts.Tile("GC pauses", Share(most.GcPause), $"threads waited {Parts.Time(most.PoolDelayMs)}"),
        Parts.Tile("Connections", Parts.Count(most.Sockets), "open"),
        Parts.Tile("Memory", MetricFormat.Format(MetricUnit.Bytes, most.MemoryBytes), "a shard"),
    ];

    private static Markup Charts(IReadOnlyList<GeneratorPoint> timeline)
    {
        if (timeline.Count < 2)
        {
            return Markup.Empty;
        }

        // A peak must not vanish: of the points that become one the largest is shown.
        GeneratorPoint[][] parts = [.. timeline.Chunk((timeline.Count - 1) / MaxPoints + 1)];
        return Markup.Of(
            $"""
            <h3>Over time</h3>
            <div class="charts pair">
            {Chart("Processor and loop", MetricUnit.Share, parts, ("processor", "s1", s => s.Cpu), ("busiest loop", "s4", s => s.LoopBusy))}
            {Chart("Late starts", MetricUnit.Milliseconds, parts, ("p99", "s2", s => s.SendLagMs))}
            </div>
            """);
    }

    private static Markup Chart(
        string title, MetricUnit unit, GeneratorPoint[][] parts,
        params (string Name, string Style, Func<GeneratorSample, double> Of)[] lines) => new LineChart
        {
            Title = title,
            Unit = unit,
            Seconds = [.. parts.Select(p => p[0].Second)],
            Series = [.. lines.Select(l => new LineSeries(l.Name, l.Style, [.. parts.Select(p => (double?)p.Max(x => l.Of(x.Peak)))]))],
        }.Render();

    private static string Share(double share) => MetricFormat.Format(MetricUnit.Share, share);
}
