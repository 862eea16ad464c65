using PerfFunctions.Benchmarks.Reporting;

namespace PerfFunctions.Benchmarks.Pages;

/// <summary>One metric of one page, as both measured it.</summary>
/// <param name="Page">Page name.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Ours">Our values, one a load that has it.</param>
/// <param name="Theirs">Lighthouse's.</param>
internal sealed record PageRow(string Page, PageMetric Metric, IReadOnlyList<double> Ours, IReadOnlyList<double> Theirs)
{
    /// <summary>Our median; null without values.</summary>
    public double? OurMedian => Median.Of(Ours);

    /// <summary>Lighthouse's median; null without values.</summary>
    public double? TheirMedian => Median.Of(Theirs);

    /// <summary>Our median less theirs.</summary>
    public double? Difference => OurMedian - TheirMedian;

    /// <summary>The difference as a share of their median; null where that is nothing.</summary>
    public double? DifferenceShare => TheirMedian > 0 ? Difference / TheirMedian : null;

    /// <summary>From our least value to our greatest.</summary>
    public double? OurSpread => Spread(Ours);

    /// <summary>From their least value to their greatest.</summary>
    public double? TheirSpread => Spread(Theirs);

    /// <summary>Whether the medians are as near as stated; null where nothing is stated. Without values they are not.</summary>
    public bool? MedianHolds => Metric.Bound is not { } bound
        ? null
        : Difference is { } difference && Math.Abs(difference) <= Math.Max(bound, Metric.Share * TheirMedian!.Value);

    /// <summary>Whether our spread is no wider than theirs, as the table rounds them. Without values it is not.</summary>
    public bool SpreadHolds => OurSpread is { } ours && TheirSpread is { } theirs && Metric.Round(ours) <= Metric.Round(theirs);

    private static double? Spread(IReadOnlyList<double> values) => values.Count == 0 ? null : values.Max() - values.Min();
}
