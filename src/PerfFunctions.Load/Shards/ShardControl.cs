using System.Collections.Concurrent;

namespace PerfFunctions.Load.Shards;

/// <summary>Ends scenarios of a running shard early. Safe for concurrent use.</summary>
public sealed class ShardControl
{
    private readonly ConcurrentDictionary<string, bool> _ended = new();

    /// <summary>The scenario starts nothing more; what is in progress goes on to its end.</summary>
    public void End(string scenario) => _ended.TryAdd(scenario, true);

    /// <summary>Whether a scenario is to start nothing more.</summary>
    public bool HasEnded(string scenario) => !_ended.IsEmpty && _ended.ContainsKey(scenario);
}
