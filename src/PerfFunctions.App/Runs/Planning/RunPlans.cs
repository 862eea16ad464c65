using PerfFunctions.App.Options;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.App.Runs.Planning;

/// <summary>Makes of a plan what the orchestration does.</summary>
internal static class RunPlans
{
    // An audit's time is bounded by its page's load timeout; this is a generous mean that includes a browser's start.
    private const double SecondsPerPageLoad = 45;

    private const double Allowance = 300;

    extension(RunPlan)
    {
        /// <summary>What there is to do.</summary>
        public static RunPlan Of(RunRecord run, PerfPlan plan, RunOptions limits)
        {
            IReadOnlySet<string> compared = plan.Compared;
            return new RunPlan
            {
                RunId = run.RunId,
                Shards = ShardPlanner.Choose(plan, limits.RatePerShard, limits.UsersPerShard, limits.MaxShards),
                LoadSeconds = plan.LoadDuration.TotalSeconds,
                SliceSeconds = plan.Load.Any(s => s.Model is IterationModel) ? 0 : limits.SliceSeconds,
                Pages = [.. plan.Pages.Select(p => p.Name)],
                Compared = [.. plan.Pages.Select(p => p.Name).Where(compared.Contains)],
                Audits = plan.Audits,
                SetsUp = plan.Setup is not null,
                TearsDown = plan.Fixtures.Any(),
                ReadsServer = plan.Server.Count > 0,
                LimitSeconds = (plan.LoadDuration + GeneratorLimits.GracefulStop).TotalSeconds + limits.BarrierSeconds +
                    plan.Pages.Sum(p => PageSeconds(p, compared.Contains(p.Name) ? limits.MaxLoads : 0)) + Allowance,
            };
        }

        /// <summary>Nothing to do, and why.</summary>
        public static RunPlan Of(RunRecord run, RunStop stop) => new() { RunId = run.RunId, Stop = stop };
    }

    // One load more is the warm-up. Waits come on top of each load.
    private static double PageSeconds(Page page, int maxCompared)
    {
        int loads = (Math.Max(page.MaxRuns, maxCompared) + 1) * (page.Base is null ? 1 : 2);
        double waits = page.Steps.Select(s => s.Act).OfType<WaitAct>().Sum(w => w.Time.TotalSeconds);
        return loads * (SecondsPerPageLoad + waits) * (page.Conditions.WarmLoad ? 2 : 1);
    }
}
