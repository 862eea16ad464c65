namespace PerfFunctions.Engine.Metrics;

/// <summary>A metric, and all that has to be known to ask for it, merge it, judge it and show it.</summary>
public sealed record MetricDefinition
{
    /// <summary>Name in budgets, without subject and aggregate: <c>latency</c>, <c>bytes.script</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What has it: scenarios, pages, the systems under test or benchmarks.</summary>
    public required MetricKind Kind { get; init; }

    /// <summary>Unit of its numbers.</summary>
    public required MetricUnit Unit { get; init; }

    /// <summary>How many values may become one; empty when the metric is one number for the run.</summary>
    public IReadOnlyList<string> Aggregates { get; init; } = [];

    /// <summary>The aggregate when none is named; empty when there are none.</summary>
    public string DefaultAggregate { get; init; } = "";

    /// <summary>What stands in the place of an aggregate, and has to; none for most.</summary>
    public MetricParameter Parameter { get; init; }

    /// <summary>The direction in which it gets worse.</summary>
    public required MetricDirection Worse { get; init; }

    /// <summary>
    /// The largest change, in its unit, that counts as none in a comparison: of what is often next to nothing, any change is a
    /// large share.
    /// </summary>
    public double Negligible { get; init; }

    /// <summary>
    /// True where the same code always has the same number, whatever the machine, so that any difference beyond a limit is one.
    /// </summary>
    public bool IsExact { get; init; }

    /// <summary>How the parts of several shards or loads become one.</summary>
    public required MetricMerge Merge { get; init; }

    /// <summary>What it means, in one line.</summary>
    public required string Meaning { get; init; }
}

/// <summary>What has a metric.</summary>
public enum MetricKind
{
    /// <summary>A scenario.</summary>
    Load,

    /// <summary>A page.</summary>
    Page,

    /// <summary>The systems under test; the plan names their metrics, so none is in the catalogue.</summary>
    Server,

    /// <summary>Real users; the plan names their pages, so none of their metrics is in the catalogue.</summary>
    RealUser,

    /// <summary>A benchmark of BenchmarkDotNet: a method, with one combination of its parameters.</summary>
    Benchmark,
}

/// <summary>Parameter of a derived metric, from its name.</summary>
public enum MetricParameter
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A time: <c>apdex.500ms</c>.</summary>
    Time,

    /// <summary>An objective in percent, between 0 and 100: <c>burn.99.9</c>.</summary>
    Objective,
}

/// <summary>The direction in which a metric gets worse.</summary>
public enum MetricDirection
{
    /// <summary>A higher number is worse.</summary>
    Higher,

    /// <summary>A lower number is worse.</summary>
    Lower,
}

/// <summary>How the parts of a metric become one number. Aggregates of parts are never averaged.</summary>
public enum MetricMerge
{
    /// <summary>The histograms of the shards are added; the aggregate is read from the sum.</summary>
    AddHistograms,

    /// <summary>The counts of the shards are added.</summary>
    AddCounts,

    /// <summary>Counts are added over the shards first, then divided, by another count or by the duration.</summary>
    DivideSums,

    /// <summary>There are no parts: it is found once, in the numbers of all shards together.</summary>
    OfTheWhole,

    /// <summary>
    /// The values of all loads of the page, or of all iterations of the benchmark, are put together; the aggregate is read from
    /// them.
    /// </summary>
    PoolLoads,
}
