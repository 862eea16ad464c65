using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Measurements;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>Everything a run measured, merged over shards and loads.</summary>
public sealed record RunSummary
{
    /// <summary>Version of this record's shape.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Scenarios, in the order of the plan.</summary>
    public IReadOnlyList<ScenarioSummary> Scenarios { get; init; } = [];

    /// <summary>Pages, in the order of the plan.</summary>
    public IReadOnlyList<PageSummary> Pages { get; init; } = [];

    /// <summary>What a reader must know about the measurement, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>True when part of what was asked is missing, so that the numbers speak for less.</summary>
    public bool Degraded { get; init; }
}

/// <summary>One scenario over all shards.</summary>
public sealed record ScenarioSummary
{
    /// <summary>Scenario name.</summary>
    public required string Name { get; init; }

    /// <summary>The load model in words: <c>50/s for 2m</c>, <c>20 users for 2m</c>.</summary>
    public required string Model { get; init; }

    /// <summary>Length of the load model, seconds.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>Arrivals planned; 0 in a closed model.</summary>
    public long Planned { get; init; }

    /// <summary>Counts over the whole run.</summary>
    public IntervalCounts Counts { get; init; }

    /// <summary>Requests that ended within <see cref="DurationSeconds"/>; the rest ended in the graceful stop.</summary>
    public long CompletedInTime { get; init; }

    /// <summary>Failed requests by kind.</summary>
    public IReadOnlyDictionary<string, long> Errors { get; init; } = new Dictionary<string, long>();

    /// <summary>Encoded <see cref="LatencyHistogram"/> of service times.</summary>
    public byte[] Service { get; init; } = [];

    /// <summary>Encoded <see cref="LatencyHistogram"/> of response times.</summary>
    public byte[] Response { get; init; } = [];

    /// <summary>Why the latencies may not be judged; null when they may.</summary>
    public string? LatencyMissing { get; init; }

    /// <summary>Second by second, all shards together.</summary>
    public IReadOnlyList<TimelinePoint> Timeline { get; init; } = [];
}

/// <summary>One second of a scenario, all shards together.</summary>
/// <param name="Second">Second of the run, from 0.</param>
/// <param name="Counts">Counts.</param>
/// <param name="P50Ms">Median response time, milliseconds; null when nothing ended in this second.</param>
/// <param name="P95Ms">95th percentile of response time, milliseconds.</param>
/// <param name="P99Ms">99th percentile of response time, milliseconds.</param>
public sealed record TimelinePoint(int Second, IntervalCounts Counts, double? P50Ms, double? P95Ms, double? P99Ms);

/// <summary>One page over its loads.</summary>
public sealed record PageSummary
{
    /// <summary>Page name.</summary>
    public required string Name { get; init; }

    /// <summary>Address that was loaded.</summary>
    public required Uri Address { get; init; }

    /// <summary>Screen.</summary>
    public required DeviceKind Device { get; init; }

    /// <summary>Browser and version; null when none started.</summary>
    public string? Browser { get; init; }

    /// <summary>Loads that were asked for.</summary>
    public required int Runs { get; init; }

    /// <summary>The loads, in order.</summary>
    public IReadOnlyList<PageLoad> Loads { get; init; } = [];

    /// <summary>Whether a screenshot is kept.</summary>
    public bool HasScreenshot { get; init; }
}
