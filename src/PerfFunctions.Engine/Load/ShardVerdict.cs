using System.Globalization;

namespace PerfFunctions.Engine.Load;

/// <summary>Decides how far a shard's work can be trusted.</summary>
public static class ShardVerdict
{
    /// <summary>The state that the counts of a shard come to, with the reason in words.</summary>
    public static ShardResult Of(int shard, IReadOnlyList<ShardScenario> scenarios, bool cancelled)
    {
        (ShardState state, string? reason) = cancelled ? (ShardState.Cancelled, "The run was stopped.") : Judge(shard, scenarios);
        return new ShardResult { Shard = shard, State = state, Reason = reason, Scenarios = scenarios };
    }

    private static (ShardState State, string? Reason) Judge(int shard, IReadOnlyList<ShardScenario> scenarios)
    {
        ShardScenario? slow = scenarios.FirstOrDefault(s => s.Started > 0 && s.Late > s.Started * GeneratorLimits.LateShare);
        if (slow is not null)
        {
            return (ShardState.Saturated, string.Create(
                CultureInfo.InvariantCulture,
                $"Shard {shard} could not keep up: {slow.Late} of {slow.Started} starts of '{slow.Name}' were more than " +
                $"{GeneratorLimits.Late.TotalMilliseconds} ms late (worst {slow.MaxLagMs:F0} ms). Use more shards or a lower rate."));
        }

        double away = scenarios.Count == 0 ? 0 : scenarios.Max(s => s.JoinedAtSeconds);
        return away <= GeneratorLimits.JoinLimit.TotalSeconds
            ? (ShardState.Completed, null)
            : (ShardState.Partial, string.Create(
                CultureInfo.InvariantCulture,
                $"Shard {shard} was not there for the first {away:F1} s of the run, and {scenarios.Sum(s => s.Missed)} arrivals due then were not sent."));
    }
}
