namespace PerfFunctions.Engine.Metrics;

/// <summary>Every metric there is. What is not in here can be neither asked for in a budget nor shown.</summary>
public static class MetricCatalog
{
    private static readonly string[] LatencyAggregates = ["p50", "p75", "p90", "p95", "p99", "p99.9", "min", "max", "mean"];

    /// <summary>Every metric, those of scenarios first, in the order in which reports show them.</summary>
    public static IReadOnlyList<MetricDefinition> All { get; } = [.. LoadMetrics(), .. PageMetrics.All, .. BenchmarkMetrics.All];

    /// <summary>The types into which a page's bytes and requests are split: <c>script</c>, <c>style</c> and so on.</summary>
    public static IReadOnlyList<string> PageResourceTypes => PageMetrics.ResourceTypes;

    /// <summary>The metrics of one kind.</summary>
    public static IReadOnlyList<MetricDefinition> Of(MetricKind kind) => [.. All.Where(m => m.Kind == kind)];

    /// <summary>
    /// The metric of this kind and name, one of <see cref="MetricFamily"/> or <see cref="SeriesMetrics"/> too; null when there is
    /// none.
    /// </summary>
    public static MetricDefinition? Find(MetricKind kind, string name) => All.FirstOrDefault(m => m.Kind == kind && m.Name == name) ?? kind switch
    {
        MetricKind.Page => MetricFamily.Find(name),
        MetricKind.Load => SeriesMetrics.Find(name),
        _ => null,
    };

    /// <summary>The name an aggregate goes by: <c>median</c> is another word for <c>p50</c>.</summary>
    public static string CanonicalAggregate(string aggregate) => aggregate == "median" ? "p50" : aggregate;

    private static IEnumerable<MetricDefinition> LoadMetrics() =>
    [
        Latency(LoadMetric.Latency, "time from the scheduled send to the last byte: what a user waits, including queueing"),
        Latency(LoadMetric.Service, "time from the actual send to the last byte"),
        Load(LoadMetric.Errors, MetricUnit.Share, MetricDirection.Higher, MetricMerge.DivideSums,
            "failed requests as a fraction of all ended requests")
            with { Negligible = 0.001 },
        Load(LoadMetric.Throughput, MetricUnit.PerSecond, MetricDirection.Lower, MetricMerge.DivideSums,
            "completed requests per second over the scenario's duration"),
        Load(LoadMetric.Requests, MetricUnit.Count, MetricDirection.Lower, MetricMerge.AddCounts, "requests sent"),
        Load(LoadMetric.Dropped, MetricUnit.Share, MetricDirection.Higher, MetricMerge.DivideSums,
            "dropped arrivals as a fraction of all planned arrivals")
            with { Negligible = 0.001 },
        Load(LoadMetric.Apdex, MetricUnit.Score, MetricDirection.Lower, MetricMerge.AddHistograms,
            "user satisfaction from 0 to 1: a response within the threshold counts 1, within four times the threshold 0.5, a failed request 0")
            with { Parameter = MetricParameter.Time, Negligible = 0.005 },
        Load(LoadMetric.Burn, MetricUnit.Score, MetricDirection.Higher, MetricMerge.DivideSums,
            "how fast the error budget of an objective is consumed: errors divided by the errors that the objective allows; 1 consumes exactly all of it")
            with { Parameter = MetricParameter.Objective, Negligible = 0.1 },
        Load(LoadMetric.Breakpoint, MetricUnit.PerSecond, MetricDirection.Lower, MetricMerge.OfTheWhole,
            "the highest arrival rate before the scenario's 'until' became true"),
    ];

    private static MetricDefinition Latency(string name, string meaning) =>
        Load(name, MetricUnit.Milliseconds, MetricDirection.Higher, MetricMerge.AddHistograms, meaning) with
        {
            Aggregates = LatencyAggregates,
            DefaultAggregate = "p95",
        };

    private static MetricDefinition Load(
        string name, MetricUnit unit, MetricDirection worse, MetricMerge merge, string meaning) => new()
        {
            Name = name,
            Kind = MetricKind.Load,
            Unit = unit,
            Worse = worse,
            Merge = merge,
            Meaning = meaning,
        };
}
