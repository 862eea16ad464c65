using PerfFunctions.Engine.Statistics;

namespace PerfFunctions.Reports.Figures;

/// <summary>The loads between which the true median lies, as budgets have it too.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Level">How sure, as a share.</param>
internal sealed record MedianInterval(double Low, double High, double Level)
{
    private const int MinValues = 5;

    /// <summary>The interval; null with fewer than five values, which enclose it too unsurely to be shown.</summary>
    /// <param name="sorted">Values, ascending.</param>
    public static MedianInterval? Of(IReadOnlyList<double> sorted) =>
        sorted.Count >= MinValues && QuantileInterval.Of(sorted.Count, 0.5) is { } ranks
            ? new MedianInterval(sorted[ranks.Low - 1], sorted[ranks.High - 1], ranks.Level)
            : null;
}
