using PerfFunctions.Engine.Plans;
using PerfFunctions.Load.Shards;

namespace PerfFunctions.Load.Runners;

/// <summary>Chooses how many loops a shard runs on.</summary>
internal static class LoopCount
{
    // What one event loop handles comfortably.
    private const double RatePerLoop = 20_000;
    private const double UsersPerLoop = 10_000;

    /// <summary>As many as the shard's part needs, at most one a core.</summary>
    public static int Choose(ShardWork work, int cores)
    {
        double need = work.Scenarios.Sum(scenario => scenario.Model switch
        {
            ArrivalModel arrivals => arrivals.Stages.Max(s => Math.Max(s.From, s.To)) / RatePerLoop,
            UserModel users => users.Peak / UsersPerLoop,
            IterationModel iterations => iterations.Users / UsersPerLoop,
            _ => 0,
        });
        return Math.Clamp((int)Math.Ceiling(need / work.Part.Shards), 1, cores);
    }
}
