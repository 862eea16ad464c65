using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;

namespace PerfFunctions.Reports.Json;

/// <summary>A series of a scenario in <c>report.json</c>.</summary>
public sealed record JsonSeries
{
    /// <summary>Key, as budgets write it after the scenario: <c>request.cart</c>.</summary>
    public required string Key { get; init; }

    /// <summary>What it is of.</summary>
    public required SeriesKind Kind { get; init; }

    /// <summary>Name, as the plan writes it.</summary>
    public required string Name { get; init; }

    /// <summary>Counts after the warm-up.</summary>
    public required IntervalCounts Counts { get; init; }

    /// <summary>Completed per second of the scenario's duration; absent when it has none.</summary>
    public double? ThroughputPerSecond { get; init; }

    /// <summary>Failed ones as a share (0 to 1) of those that ended; absent when none ended.</summary>
    public double? ErrorShare { get; init; }

    /// <summary>Failures by kind; of iterations, by the request that failed.</summary>
    public IReadOnlyDictionary<string, long> Errors { get; init; } = new Dictionary<string, long>();

    /// <summary>Responses by status code.</summary>
    public IReadOnlyDictionary<int, long> Statuses { get; init; } = new Dictionary<int, long>();

    /// <summary>Response times, durations with pauses, or stated durations, milliseconds; absent when there are none to show.</summary>
    public LatencyFigures? ResponseMs { get; init; }

    /// <summary>Service times, or durations without pauses, milliseconds; absent when there are none to show.</summary>
    public LatencyFigures? ServiceMs { get; init; }

    /// <summary>What requests spend their time on, by phase.</summary>
    public IReadOnlyList<PhaseFigures> Phases { get; init; } = [];

    /// <summary>The slowest traced requests, slowest first.</summary>
    public IReadOnlyList<Exemplar> Exemplars { get; init; } = [];

    /// <summary>Of the service time of all requests of the scenario, the share of these (0 to 1); of requests only.</summary>
    public double? TimeShare { get; init; }

    /// <summary>
    /// What a metric of the plan's own comes to, in its unit: the 95th percentile, the sum, or a share; absent for any other
    /// series.
    /// </summary>
    public double? Value { get; init; }

    /// <summary>Unit of <see cref="Value"/>; absent for any other series.</summary>
    public MetricUnit? Unit { get; init; }

    /// <summary>Stretches that budgets name.</summary>
    public IReadOnlyList<JsonWindow> Windows { get; init; } = [];

    /// <summary>Over time, warm-up included.</summary>
    public IReadOnlyList<TimelinePoint> Timeline { get; init; } = [];
}
