namespace PerfFunctions.Benchmarks.Pages;

/// <summary>A number that both tell of a page.</summary>
/// <param name="Name">Name in the table.</param>
/// <param name="Key">Our name.</param>
/// <param name="Audit">Lighthouse's name.</param>
/// <param name="Precision">What the table rounds to: milliseconds, or a score.</param>
/// <param name="Bound">Farthest the medians may lie apart, in the metric's unit; null where none is stated.</param>
/// <param name="Share">The same as a share of Lighthouse's median; the wider of the two holds.</param>
internal sealed record PageMetric(string Name, string Key, string Audit, double Precision, double? Bound = null, double Share = 0)
{
    /// <summary>All that are compared.</summary>
    public static IReadOnlyList<PageMetric> All { get; } =
    [
        new("LCP", "lcp", "largest-contentful-paint", 1, Bound: 50, Share: 0.05),
        new("CLS", "cls", "cumulative-layout-shift", 0.001, Bound: 0.01),
        new("FCP", "fcp", "first-contentful-paint", 1),
        new("TBT", "tbt", "total-blocking-time", 1),
        new("Speed Index", "speedindex", "speed-index", 1),
    ];

    /// <summary>A value as the table shows it.</summary>
    public double Round(double value) => Math.Round(value / Precision) * Precision;
}
