using System.Globalization;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Load;

/// <summary>Decides how far a shard's results can be trusted.</summary>
public static class ShardVerdict
{
    /// <summary>The state that the counts of a shard come to, with the reason in words.</summary>
    /// <param name="shard">Which part.</param>
    /// <param name="scenarios">What became of its part of each scenario.</param>
    /// <param name="noisy">Seconds in which the generator passed a limit, by what it was.</param>
    /// <param name="seconds">Seconds in which something was measured.</param>
    /// <param name="cancelled">Whether it was stopped.</param>
    public static ShardResult Of(
        int shard, IReadOnlyList<ShardScenario> scenarios, IReadOnlyDictionary<string, int> noisy, int seconds, bool cancelled)
    {
        if (cancelled)
        {
            return new ShardResult { Shard = shard, State = ShardState.Cancelled, Reason = "The run was stopped.", Scenarios = scenarios };
        }

        // The most severe first; all of them are reported.
        (ShardState State, string Reason)[] found =
            [.. new[] { Saturation(shard, scenarios), Noise(shard, noisy, seconds), Absence(shard, scenarios) }.OfType<(ShardState, string)>()];
        return new ShardResult
        {
            Shard = shard,
            State = found.Length == 0 ? ShardState.Completed : found[0].State,
            Reason = found.Length == 0 ? null : string.Join(' ', found.Select(f => f.Reason)),
            Scenarios = scenarios,
        };
    }

    private static (ShardState State, string Reason)? Saturation(int shard, IReadOnlyList<ShardScenario> scenarios)
    {
        ShardScenario? slow = scenarios.FirstOrDefault(s => s.Started > 0 && s.Late > s.Started * GeneratorLimits.LateShare);
        return slow is null ? null : (ShardState.Saturated, string.Create(
            CultureInfo.InvariantCulture,
            $"Shard {shard} could not keep up: {slow.Late} of {slow.Started} iterations of '{slow.Name}' started more than " +
            $"{GeneratorLimits.Late.TotalMilliseconds} ms late (worst {slow.MaxLagMs:F0} ms). Use more shards or a lower rate."));
    }

    private static (ShardState State, string Reason)? Noise(int shard, IReadOnlyDictionary<string, int> noisy, int seconds)
    {
        int all = noisy.Values.Sum();
        return all <= Math.Max(1, seconds * GeneratorLimits.NoisyShare) ? null : (ShardState.Saturated, string.Create(
            CultureInfo.InvariantCulture,
            $"Shard {shard} was noisy in {all} of {seconds} seconds: {noisy.MaxBy(d => d.Value).Key}."));
    }

    private static (ShardState State, string Reason)? Absence(int shard, IReadOnlyList<ShardScenario> scenarios)
    {
        double away = scenarios.Count == 0 ? 0 : scenarios.Max(s => s.JoinedAtSeconds);
        long missed = scenarios.Sum(s => s.Missed);
        double absent = scenarios.Count == 0 ? 0 : scenarios.Max(s => s.AbsentShare);
        if (away <= GeneratorLimits.JoinLimit.TotalSeconds || (missed == 0 && absent <= GeneratorLimits.AbsentShare))
        {
            return null;
        }

        string lost = missed > 0 ? $"{missed} arrivals due in that time were not sent" : $"{100 * absent:F0} % of its users' time is missing";
        return (ShardState.Partial, string.Create(
            CultureInfo.InvariantCulture, $"Shard {shard} missed the first {away:F1} s of its part of the run, and {lost}."));
    }
}
