namespace PerfFunctions.Engine.Metrics;

/// <summary>The metrics of benchmarks, as BenchmarkDotNet measures them.</summary>
internal static class BenchmarkMetrics
{
    private static readonly string[] Aggregates = ["mean", "p50", "p90", "p95", "min", "max"];

    /// <summary>All of them, in the order in which reports show them.</summary>
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new()
        {
            Name = BenchmarkMetric.Time,
            Kind = MetricKind.Benchmark,
            Unit = MetricUnit.Nanoseconds,
            Aggregates = Aggregates,
            DefaultAggregate = "mean",
            Worse = MetricDirection.Higher,
            Merge = MetricMerge.PoolLoads,
            Meaning = "time of one operation, over the result iterations",
        },
        Of(BenchmarkMetric.Allocated, MetricUnit.Bytes, "managed memory that one operation allocates") with { IsExact = true },
        Of("gen0", MetricUnit.Score, "garbage collections of generation 0 in 1,000 operations"),
        Of("gen1", MetricUnit.Score, "garbage collections of generation 1 in 1,000 operations"),
        Of("gen2", MetricUnit.Score, "garbage collections of generation 2 in 1,000 operations"),
    ];

    private static MetricDefinition Of(string name, MetricUnit unit, string meaning) => new()
    {
        Name = name,
        Kind = MetricKind.Benchmark,
        Unit = unit,
        Worse = MetricDirection.Higher,
        Merge = MetricMerge.OfTheWhole,
        Meaning = meaning,
    };
}

/// <summary>Names of metrics of benchmarks that more than one place uses.</summary>
public static class BenchmarkMetric
{
    /// <summary>What stands before the name of a benchmark in a budget.</summary>
    public const string Subject = "bench";

    public const string Time = "time";
    public const string Allocated = "allocated";
}
