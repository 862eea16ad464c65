namespace PerfFunctions.Engine.Metrics;

/// <summary>Counts that add up over seconds and shards.</summary>
public readonly record struct IntervalCounts
{
    /// <summary>Iterations of the flow that started.</summary>
    public long Started { get; init; }

    /// <summary>Requests sent; of streams, messages.</summary>
    public long Sent { get; init; }

    /// <summary>Requests sent a second time because a kept connection was closed just as they went out; each counts once in <see cref="Sent"/>.</summary>
    public long Resent { get; init; }

    /// <summary>
    /// Requests that ended, well or not; of groups and iterations, how many of them ended; of checks, how many were made; of
    /// streams, messages received.
    /// </summary>
    public long Completed { get; init; }

    /// <summary>Requests answered by an unexpected redirect that was not followed; they count as a success.</summary>
    public long Redirected { get; init; }

    /// <summary>Redirects that were followed.</summary>
    public long Followed { get; init; }

    /// <summary>Requests that the cache of a user answered: nothing was sent, and they count nowhere else.</summary>
    public long Cached { get; init; }

    /// <summary>Resources of pages that were not loaded, because their host is not a verified target.</summary>
    public long Skipped { get; init; }

    /// <summary>Pages whose resources were not all loaded: more than the plan's limit, or a page that cannot be read.</summary>
    public long Incomplete { get; init; }

    /// <summary>Of <see cref="Completed"/>, those that failed.</summary>
    public long Failed { get; init; }

    /// <summary>Planned arrivals that were not started.</summary>
    public long Dropped { get; init; }

    /// <summary>Iterations started later than <see cref="Workloads.GeneratorLimits.Late"/> after they were due.</summary>
    public long Late { get; init; }

    /// <summary>Body bytes received, as they travelled.</summary>
    public long Bytes { get; init; }

    /// <summary>Body bytes sent.</summary>
    public long BytesSent { get; init; }

    /// <summary>Connections opened; of streams, streams.</summary>
    public long Connections { get; init; }

    /// <summary>Adds two counts.</summary>
    public static IntervalCounts operator +(IntervalCounts a, IntervalCounts b) => new()
    {
        Started = a.Started + b.Started,
        Sent = a.Sent + b.Sent,
        Resent = a.Resent + b.Resent,
        Completed = a.Completed + b.Completed,
        Redirected = a.Redirected + b.Redirected,
        Followed = a.Followed + b.Followed,
        Cached = a.Cached + b.Cached,
        Skipped = a.Skipped + b.Skipped,
        Incomplete = a.Incomplete + b.Incomplete,
        Failed = a.Failed + b.Failed,
        Dropped = a.Dropped + b.Dropped,
        Late = a.Late + b.Late,
        Bytes = a.Bytes + b.Bytes,
        BytesSent = a.BytesSent + b.BytesSent,
        Connections = a.Connections + b.Connections,
    };

    /// <summary>Adds two counts.</summary>
    public static IntervalCounts Add(IntervalCounts left, IntervalCounts right) => left + right;
}
