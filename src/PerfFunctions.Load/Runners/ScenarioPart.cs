using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Load.Runners;

/// <summary>
/// Deals a scenario to shards and their loops. What a limit allows over all of them is not dealt in pieces smaller than
/// one: a scenario has no more parts than its smallest limit has places, so that the places of all parts together are
/// exactly the limit, and the parts that there are do all of the work.
/// </summary>
internal static class ScenarioPart
{
    /// <summary>One loop's part; null when the scenario does not run on it.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="shard">The shard's part of the whole.</param>
    /// <param name="loop">Which loop, from 0.</param>
    /// <param name="loops">Of how many.</param>
    public static ShardPart? Of(Scenario scenario, ShardPart shard, int loop, int loops)
    {
        long places = Places(scenario);
        if (shard.Within(places) is not { } part)
        {
            return null;
        }

        int parts = (int)Math.Min(loops, part.CountOf(places));
        return loop < parts ? part.Sub(loop, parts) : null;
    }

    private static long Places(Scenario scenario) => Math.Min(
        scenario.Http.MaxConnections ?? long.MaxValue,
        scenario.Model switch
        {
            ArrivalModel arrivals => arrivals.InFlight,
            IterationModel iterations => iterations.Users,
            _ => long.MaxValue,
        });
}
