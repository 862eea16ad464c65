using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Reports.Figures;

/// <summary>
/// Limits of one metric: good up to the first, poor above the second. Milliseconds, or a score. Those of the Core Web Vitals,
/// and for TBT and Speed Index those that Lighthouse has for a phone.
/// </summary>
/// <param name="Good">Largest value that is good.</param>
/// <param name="Poor">Values above it are poor.</param>
internal sealed record VitalBand(double Good, double Poor)
{
    private static readonly Dictionary<string, VitalBand> Bands = new()
    {
        [PageMetric.Lcp] = new(2500, 4000),
        [PageMetric.Cls] = new(0.1, 0.25),
        [PageMetric.Inp] = new(200, 500),
        [PageMetric.Fcp] = new(1800, 3000),
        [PageMetric.Ttfb] = new(800, 1800),
        [PageMetric.Tbt] = new(200, 600),
        [PageMetric.SpeedIndex] = new(3400, 5800),
    };

    /// <summary>The limits of a metric; null when it has none.</summary>
    public static VitalBand? Of(string metric) => Bands.GetValueOrDefault(metric);

    /// <summary>The rating in words.</summary>
    public string Rating(double value) => value <= Good ? "good" : value <= Poor ? "needs improvement" : "poor";

    /// <summary>The rating's style class.</summary>
    public string Tone(double value) => value <= Good ? "good" : value <= Poor ? "warn" : "bad";
}
