using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Engine.Reports.Figures;

/// <summary>One metric of a page over its loads.</summary>
/// <param name="Values">Finite values, in the order of the loads.</param>
/// <param name="Median">Median as budgets take it (p50).</param>
/// <param name="Min">Smallest.</param>
/// <param name="Max">Largest.</param>
internal sealed record SampleFigures(IReadOnlyList<double> Values, double Median, double Min, double Max)
{
    /// <summary>The figures of a metric; null when no load has it.</summary>
    public static SampleFigures? Of(PageSummary page, string metric)
    {
        double[] values = [.. page.Loads.Select(l => Value(l, metric)).OfType<double>()];
        double[] sorted = [.. values.Order()];
        return SampleAggregate.Of(sorted, "p50") is { } median ? new SampleFigures(values, median, sorted[0], sorted[^1]) : null;
    }

    private static double? Value(PageLoad load, string metric) =>
        load.Failure is null && load.Values.TryGetValue(metric, out double value) && double.IsFinite(value) ? value : null;
}
