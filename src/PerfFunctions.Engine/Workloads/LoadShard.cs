namespace PerfFunctions.Engine.Workloads;

/// <summary>The work of one shard in one slice of a run: its part of every scenario of the plan.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Shard">Which part, from 0.</param>
/// <param name="Shards">Of how many.</param>
public sealed record LoadShard(string RunId, int Shard, int Shards)
{
    /// <summary>Which slice, from 0.</summary>
    public int Slice { get; init; }

    /// <summary>Where the slice begins, seconds after the common start.</summary>
    public double FromSeconds { get; init; }

    /// <summary>Where it ends, seconds after the common start; null for the end of the load.</summary>
    public double? ToSeconds { get; init; }
}
