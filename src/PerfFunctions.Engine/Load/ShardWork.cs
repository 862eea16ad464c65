using PerfFunctions.Engine.Load.Pacing;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Engine.Load;

/// <summary>All a shard needs to run.</summary>
/// <param name="Scenarios">The plan's scenarios; the shard does its part of each.</param>
/// <param name="Target">Base address that paths are below.</param>
/// <param name="Part">Which part.</param>
/// <param name="GoAt">The agreed instant at which all shards start.</param>
public sealed record ShardWork(IReadOnlyList<Scenario> Scenarios, Uri Target, ShardPart Part, DateTimeOffset GoAt);
