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
        ["lcp"] = new(2500, 4000),
        ["cls"] = new(0.1, 0.25),
        ["inp"] = new(200, 500),
        ["fcp"] = new(1800, 3000),
        ["ttfb"] = new(800, 1800),
        ["tbt"] = new(200, 600),
        ["speedindex"] = new(3400, 5800),
    };

    /// <summary>The limits of a metric; null when it has none.</summary>
    public static VitalBand? Of(string metric) => Bands.GetValueOrDefault(metric);

    /// <summary>The rating in words.</summary>
    public string Rating(double value) => value <= Good ? "good" : value <= Poor ? "needs improvement" : "poor";

    /// <summary>The rating's style class.</summary>
    public string Tone(double value) => value <= Good ? "good" : value <= Poor ? "warn" : "bad";
}
