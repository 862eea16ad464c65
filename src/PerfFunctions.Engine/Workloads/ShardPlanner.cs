using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Engine.Workloads;

/// <summary>Chooses the number of shards of a plan.</summary>
public static class ShardPlanner
{
    /// <summary>
    /// The plan's own number, else as many as keep each shard within <paramref name="ratePerShard"/> arrivals/s and
    /// <paramref name="usersPerShard"/> users, at most <paramref name="most"/>; 0 without load.
    /// </summary>
    public static int Choose(PerfPlan plan, double ratePerShard, int usersPerShard, int most)
    {
        if (plan.Load.Count == 0)
        {
            return 0;
        }

        double need = plan.Load.Sum(scenario => scenario.Model switch
        {
            ArrivalModel arrivals => arrivals.Stages.Max(s => Math.Max(s.From, s.To)) / ratePerShard,
            UserModel users => (double)users.Peak / usersPerShard,
            IterationModel iterations => (double)iterations.Users / usersPerShard,
            _ => 0,
        });
        return plan.Shards ?? Math.Clamp((int)Math.Ceiling(need), 1, most);
    }
}
