namespace PerfFunctions.Engine.Load;

/// <summary>The work of one shard: its part of every scenario of a run's plan.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Shard">Which part, from 0.</param>
/// <param name="Shards">Of how many.</param>
public sealed record LoadShard(string RunId, int Shard, int Shards);
