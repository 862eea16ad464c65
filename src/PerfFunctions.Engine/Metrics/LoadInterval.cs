using PerfFunctions.Engine.Histograms;

namespace PerfFunctions.Engine.Metrics;

/// <summary>What one shard measured of one scenario in one second of the run.</summary>
public sealed record LoadInterval
{
    /// <summary>Scenario name.</summary>
    public required string Scenario { get; init; }

    /// <summary>Shard, from 0.</summary>
    public required int Shard { get; init; }

    /// <summary>Second of the run, from 0 at the common start.</summary>
    public required int Second { get; init; }

    /// <summary>Counts of this second.</summary>
    public required IntervalCounts Counts { get; init; }

    /// <summary>Failed requests of this second by kind: <c>timeout</c>, <c>status 503</c>, <c>connection refused</c>.</summary>
    public IReadOnlyDictionary<string, long> Errors { get; init; } = new Dictionary<string, long>();

    /// <summary>Encoded <see cref="LatencyHistogram"/> of service times (send to last byte).</summary>
    public byte[] Service { get; init; } = [];

    /// <summary>Encoded <see cref="LatencyHistogram"/> of response times (scheduled send to last byte).</summary>
    public byte[] Response { get; init; } = [];

    /// <summary>Encoded <see cref="LatencyHistogram"/> by phase; phases in which nothing happened are not in it.</summary>
    public IReadOnlyDictionary<RequestPhase, byte[]> Phases { get; init; } = new Dictionary<RequestPhase, byte[]>();

    /// <summary>The slowest traced requests of this second, slowest first, a few at most.</summary>
    public IReadOnlyList<Exemplar> Exemplars { get; init; } = [];

    /// <summary>State of the shard's process in this second; null if it is unknown.</summary>
    public GeneratorSample? Generator { get; init; }
}

/// <summary>Counts that add up over seconds and shards.</summary>
public readonly record struct IntervalCounts
{
    /// <summary>Iterations of the flow that started.</summary>
    public long Started { get; init; }

    /// <summary>Requests sent.</summary>
    public long Sent { get; init; }

    /// <summary>Requests sent a second time because a kept connection was closed just as they went out; each counts once in <see cref="Sent"/>.</summary>
    public long Resent { get; init; }

    /// <summary>Requests that ended, well or not.</summary>
    public long Completed { get; init; }

    /// <summary>Requests answered by an unexpected redirect that was not followed; they count as a success.</summary>
    public long Redirected { get; init; }

    /// <summary>Requests that ended and failed.</summary>
    public long Failed { get; init; }

    /// <summary>Planned arrivals that were not started.</summary>
    public long Dropped { get; init; }

    /// <summary>Iterations started later than <see cref="Workloads.GeneratorLimits.Late"/> after they were due.</summary>
    public long Late { get; init; }

    /// <summary>Body bytes received, as they travelled.</summary>
    public long Bytes { get; init; }

    /// <summary>Connections opened.</summary>
    public long Connections { get; init; }

    /// <summary>Adds two counts.</summary>
    public static IntervalCounts operator +(IntervalCounts a, IntervalCounts b) => new()
    {
        Started = a.Started + b.Started,
        Sent = a.Sent + b.Sent,
        Resent = a.Resent + b.Resent,
        Completed = a.Completed + b.Completed,
        Redirected = a.Redirected + b.Redirected,
        Failed = a.Failed + b.Failed,
        Dropped = a.Dropped + b.Dropped,
        Late = a.Late + b.Late,
        Bytes = a.Bytes + b.Bytes,
        Connections = a.Connections + b.Connections,
    };

    /// <summary>Adds two counts.</summary>
    public static IntervalCounts Add(IntervalCounts left, IntervalCounts right) => left + right;
}
