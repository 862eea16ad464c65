using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.RealUsers;

/// <summary>A web vital that browsers of real users report.</summary>
/// <param name="Name">Name in budgets: <c>lcp</c>.</param>
/// <param name="Unit">Unit of its values.</param>
/// <param name="Max">Largest value that is believed, in that unit.</param>
/// <param name="Scale">What a value is divided by to lie in a histogram of latencies with three digits.</param>
public sealed record RealUserMetric(string Name, MetricUnit Unit, double Max, double Scale)
{
    /// <summary>What budgets call real users; no scenario or page can have this name.</summary>
    public const string Subject = "rum";

    /// <summary>The number of page views, or of the values of a metric.</summary>
    public const string Count = "count";

    /// <summary>The percentile by which the Core Web Vitals are rated.</summary>
    public const string Usual = "p75";

    // Chromium itself counts paints of up to ten minutes; what is later was a tab that slept.
    private const double LongestMs = 600_000;

    // Shifts of the worst five seconds; each is at most 1.
    private const double MaxShift = 100;

    /// <summary>All of them, in the order in which reports show them.</summary>
    public static IReadOnlyList<RealUserMetric> All { get; } =
    [
        Time(PageMetric.Lcp),
        Time(PageMetric.Inp),
        new(PageMetric.Cls, MetricUnit.Score, MaxShift, MeasureScale.Of(MetricUnit.Share)),
        Time(PageMetric.Fcp),
        Time(PageMetric.Ttfb),
    ];

    /// <summary>Percentiles of a metric.</summary>
    public static IReadOnlyList<string> Percentiles { get; } = ["p50", Usual, "p90", "p95", "p99"];

    /// <summary>The metric of a name, as a budget or the web-vitals library (<c>LCP</c>) writes it; null when there is none.</summary>
    public static RealUserMetric? Find(string name) => All.FirstOrDefault(m => m.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a value can be what a browser measured.</summary>
    public bool Believes(double value) => double.IsFinite(value) && value >= 0 && value <= Max;

    /// <summary>What budgets may ask of the metric on a page.</summary>
    public MetricDefinition Define(string page) =>
        Define($"{page}.{Name}", Unit, [.. Percentiles, Count], Usual, MetricCatalog.Find(MetricKind.Page, Name)!.Meaning);

    /// <summary>The number of values of a metric, or of page views: a metric's name, or <see cref="Count"/>.</summary>
    public static MetricDefinition DefineCount(string page, string metric) => metric == Count
        ? Define($"{page}.{Count}", MetricUnit.Count, [], "", "page views of real users") with { Worse = MetricDirection.Lower }
        : Define($"{page}.{metric}", MetricUnit.Count, [Count], Count, $"page views that have {metric}") with { Worse = MetricDirection.Lower };

    private static RealUserMetric Time(string name) => new(name, MetricUnit.Milliseconds, LongestMs, MeasureScale.Of(MetricUnit.Milliseconds));

    private static MetricDefinition Define(string name, MetricUnit unit, IReadOnlyList<string> aggregates, string usual, string meaning) => new()
    {
        Name = name,
        Kind = MetricKind.RealUser,
        Unit = unit,
        Aggregates = aggregates,
        DefaultAggregate = usual,
        Worse = MetricDirection.Higher,
        Merge = MetricMerge.AddHistograms,
        Meaning = meaning,
    };
}
