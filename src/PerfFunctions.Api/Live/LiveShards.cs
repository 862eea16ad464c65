namespace PerfFunctions.Api.Live;

/// <summary>Shards of the load and their health; data of an event <c>shards</c>.</summary>
/// <param name="Second">The last second of the load that is taken into account.</param>
/// <param name="Count">How many shards there are.</param>
/// <param name="WithProblems">How many of them have a problem.</param>
/// <param name="Shards">Those with problems first; at most 50.</param>
public sealed record LiveShards(int Second, int Count, int WithProblems, IReadOnlyList<LiveShard> Shards);

/// <summary>A shard of the load.</summary>
/// <param name="Shard">Its number, from 0.</param>
/// <param name="State">How it is, or how it ended.</param>
public sealed record LiveShard(int Shard, LiveShardState State)
{
    /// <summary>The machine that it runs on; absent until it is ready.</summary>
    public string? Instance { get; init; }

    /// <summary>Requests sent per second over the last seconds; 0 after the end.</summary>
    public double SentPerSecond { get; init; }

    /// <summary>Requests sent.</summary>
    public long Sent { get; init; }

    /// <summary>The last second in which it measured something; absent where there is none.</summary>
    public int? LastSecond { get; init; }

    /// <summary>Seconds in which its generator exceeded a limit, so that their latencies are left out.</summary>
    public int NoisySeconds { get; init; }

    /// <summary>What is wrong with it, one sentence of at most 300 characters; absent where nothing is.</summary>
    public string? Problem { get; init; }
}

/// <summary>How a shard is, or how it ended.</summary>
public enum LiveShardState
{
    /// <summary>It has measured nothing yet.</summary>
    Waiting,

    /// <summary>It sends.</summary>
    Running,

    /// <summary>It has measured nothing for a while: its users pause, its work is done, or it is lost.</summary>
    Silent,

    /// <summary>It did all of its work.</summary>
    Completed,

    /// <summary>It came late or was cut off.</summary>
    Partial,

    /// <summary>It could not keep up with its own schedule.</summary>
    Saturated,

    /// <summary>It was stopped.</summary>
    Cancelled,

    /// <summary>It never came back.</summary>
    Lost,
}
