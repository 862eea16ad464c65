using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Summaries;

/// <summary>One second of a scenario, or a few that are one point, all shards together.</summary>
/// <param name="Second">First second of the run in it, from 0.</param>
/// <param name="Counts">Counts.</param>
/// <param name="P50Ms">Median response time, milliseconds; null when nothing ended, or all of it is left out.</param>
/// <param name="P95Ms">95th percentile of response time, milliseconds.</param>
/// <param name="P99Ms">99th percentile of response time, milliseconds.</param>
public sealed record TimelinePoint(int Second, IntervalCounts Counts, double? P50Ms, double? P95Ms, double? P99Ms)
{
    /// <summary>How many seconds it covers.</summary>
    public int Seconds { get; init; } = 1;

    /// <summary>Whether it begins in the warm-up, which is in no other figure.</summary>
    public bool Warmup { get; init; }

    /// <summary>
    /// Responses by class of status: informational, successes, redirects, errors of the request, errors of the target; empty for
    /// none.
    /// </summary>
    public IReadOnlyList<long> Classes { get; init; } = [];

    /// <summary>Why latencies of some or all shards are not in its percentiles; null when all are.</summary>
    public string? Noise { get; init; }
}
