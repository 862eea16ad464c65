using PerfFunctions.Engine.Browsing;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Values;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Shards;

/// <summary>All a shard needs to run.</summary>
/// <param name="Scenarios">The plan's scenarios; the shard does its part of each.</param>
/// <param name="Target">Base address that paths are below.</param>
/// <param name="Part">Which part.</param>
/// <param name="GoAt">The agreed instant at which the run starts.</param>
public sealed record ShardWork(IReadOnlyList<Scenario> Scenarios, Uri Target, ShardPart Part, DateTimeOffset GoAt)
{
    /// <summary>Where the shard's slice of the run begins; it starts nothing that is due earlier.</summary>
    public TimeSpan From { get; init; }

    /// <summary>Where its slice ends; it starts nothing that is due later. Null for the end of the run.</summary>
    public TimeSpan? To { get; init; }

    /// <summary>Feeds with their rows.</summary>
    public IReadOnlyList<Feed> Feeds { get; init; } = [];

    /// <summary>Values of the secrets that the plan names.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>Values that are the same for all iterations, by name.</summary>
    public IReadOnlyDictionary<string, Value> Values { get; init; } = new Dictionary<string, Value>();

    /// <summary>Texts that must not be kept in examples of failures, beside the secrets.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];

    /// <summary>Called with each value that an iteration captures, on the thread of its loop; null where it is not asked for.</summary>
    public Action<string, Value>? Captured { get; init; }

    /// <summary>Where chance begins; the same for all shards of a run.</summary>
    public long Seed { get; init; }

    /// <summary>Which transports it may use.</summary>
    public TransportChoice Transports { get; init; }

    /// <summary>Resolves names, and says what may be connected to.</summary>
    public GuardedNames Names { get; init; } = GuardedNames.Unlimited;

    /// <summary>The browser of its scripts; null where none of them uses one.</summary>
    public IScriptBrowser? Browser { get; init; }

    /// <summary>What can end it, or parts of it, early.</summary>
    public ShardControl Control { get; init; } = new();
}
