using System.Collections.Concurrent;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Load.Shards;

/// <summary>Ends scenarios of a running shard early. Safe for concurrent use.</summary>
public sealed class ShardControl
{
    private readonly ConcurrentDictionary<string, bool> _ended = new();

    /// <summary>The scenario starts nothing more; what is in progress goes on to its end.</summary>
    public void End(string scenario) => _ended.TryAdd(scenario, true);

    /// <summary>All scenarios start nothing more.</summary>
    public void End(IEnumerable<Scenario> scenarios)
    {
        foreach (Scenario scenario in scenarios)
        {
            End(scenario.Name);
        }
    }

    /// <summary>Whether a scenario is to start nothing more.</summary>
    public bool HasEnded(string scenario) => !_ended.IsEmpty && _ended.ContainsKey(scenario);
}
