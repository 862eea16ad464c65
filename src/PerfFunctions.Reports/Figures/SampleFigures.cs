using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Reports.Figures;

/// <summary>One metric of a page over its loads.</summary>
/// <param name="Points">The loads that have it.</param>
/// <param name="Median">Median as budgets take it (p50).</param>
/// <param name="Min">Smallest.</param>
/// <param name="Max">Largest.</param>
internal sealed record SampleFigures(IReadOnlyList<LoadPoint> Points, double Median, double Min, double Max)
{
    /// <summary>In what the true median lies; null with too few loads to say.</summary>
    public MedianInterval? Interval { get; } = MedianInterval.Of([.. Points.Select(p => p.Value).Order()]);

    /// <summary>The figures of a metric; null when no load has it.</summary>
    public static SampleFigures? Of(PageSummary page, string metric) => Of(LoadPoint.Of(page.Loads, metric));

    /// <summary>The figures of points; null when there is none.</summary>
    public static SampleFigures? Of(IReadOnlyList<LoadPoint> points)
    {
        double[] sorted = [.. points.Select(p => p.Value).Order()];
        return SampleAggregate.Of(sorted, "p50") is { } median ? new SampleFigures(points, median, sorted[0], sorted[^1]) : null;
    }
}
