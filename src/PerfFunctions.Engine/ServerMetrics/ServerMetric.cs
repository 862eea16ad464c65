using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.ServerMetrics;

/// <summary>A series that a plan wants to be read of the systems under test.</summary>
/// <param name="Name">Name in budgets, after <c>server.</c>.</param>
/// <param name="Unit">What its source counts in.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record ServerMetric(string Name, ServerUnit Unit, ServerSource Source)
{
    /// <summary>What budgets and reports call the systems under test; no scenario or page can have this name.</summary>
    public const string Subject = "server";

    /// <summary>What budgets may ask of a series.</summary>
    public static MetricDefinition Define(string name, MetricUnit unit) => new()
    {
        Name = name,
        Kind = MetricKind.Server,
        Unit = unit,
        Aggregates = ["p50", "p75", "p90", "p95", "p99", "min", "max", "mean", "last"],
        DefaultAggregate = "mean",
        Worse = MetricDirection.Higher,
        Merge = MetricMerge.OfTheWhole,
        Meaning = "a server-side metric",
    };
}

/// <summary>A unit that a source counts in, and what its numbers are multiplied by to be in the unit of reports.</summary>
/// <param name="Word">As a plan says it.</param>
/// <param name="Unit">Unit of reports and budgets.</param>
/// <param name="Factor">From the one to the other.</param>
public sealed record ServerUnit(string Word, MetricUnit Unit, double Factor)
{
    /// <summary>A number of things: what is meant where no unit is named.</summary>
    public static readonly ServerUnit Count = new("count", MetricUnit.Count, 1);

    /// <summary>All there are.</summary>
    public static IReadOnlyList<ServerUnit> All { get; } =
    [
        new("percent", MetricUnit.Share, 0.01),
        new("share", MetricUnit.Share, 1),
        new("ms", MetricUnit.Milliseconds, 1),
        new("s", MetricUnit.Milliseconds, 1000),
        new("bytes", MetricUnit.Bytes, 1),
        Count,
        new("/s", MetricUnit.PerSecond, 1),
    ];
}
