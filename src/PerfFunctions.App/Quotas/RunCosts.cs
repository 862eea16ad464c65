using Microsoft.Extensions.Options;
using PerfFunctions.App.Options;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Costs;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.App.Quotas;

/// <summary>Reckons what runs cost, before and after, and holds the month's sum to its limit.</summary>
public sealed class RunCosts(CostStore store, RunStore runs, IOptions<CostOptions> prices, IOptions<RunOptions> options, TimeProvider time)
{
    private CostOptions Prices => prices.Value;

    /// <summary>What a plan may cost.</summary>
    public RunCost Estimate(PerfPlan plan) => new(
        Prices.Prices().CostOf(RunUsage.Estimate(plan, ShardsOf(plan), SliceOf(plan), options.Value.MaxLoads)), null, Prices.Currency);

    /// <summary>Shards that a plan is given.</summary>
    public int ShardsOf(PerfPlan plan)
    {
        RunOptions limits = options.Value;
        return ShardPlanner.Choose(plan, limits.RatePerShard, limits.UsersPerShard, limits.MaxShards);
    }

    /// <summary>Why a run would exceed the monthly cost limit; null where it would not.</summary>
    /// <param name="plan">Its plan.</param>
    /// <param name="others">Leases of the others in progress, as they were before this is asked: what they settle meanwhile is
    /// counted twice rather than not at all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<PlanProblem?> ProblemAsync(
        PerfPlan plan, IReadOnlyList<RunLease> others, CancellationToken cancellationToken)
    {
        if (Prices.MonthlyLimit == 0)
        {
            return null;
        }

        decimal estimated = Estimate(plan).Estimated;
        decimal spent = (await store.ListAsync(TableKeys.Month(time.GetUtcNow()), cancellationToken)).Sum(r =>
            r.Cost.Actual!.Value);
        decimal reserved = others.Sum(l => l.Estimated);
        return spent + reserved + estimated <= Prices.MonthlyLimit
            ? null
            : new PlanProblem(
                "cost", 0, Text(estimated), "this estimate would exceed the monthly cost limit",
                "at most what is left of Perf:Cost:MonthlyLimit; GET api/costs shows what is spent and reserved");
    }

    /// <summary>Keeps what a run that was let in is estimated at.</summary>
    public Task KeepEstimateAsync(string runId, PerfPlan plan, CancellationToken cancellationToken) =>
        runs.SetCostAsync(runId, Estimate(plan), cancellationToken);

    /// <summary>
    /// Sums up what a run came to. One that was never let in cost nothing; one of which nothing is known, what it was estimated
    /// at.
    /// </summary>
    public async Task SettleAsync(RunRecord run, PerfPlan? plan, RunSummary? summary, CancellationToken cancellationToken)
    {
        if (run.Cost is not { } cost)
        {
            return;
        }

        decimal actual = plan is null || summary is null
            ? cost.Estimated
            : Prices.Prices().CostOf(RunUsage.Actual(plan, ShardsOf(plan), LoadSecondsOf(run, plan), SliceOf(plan), summary));
        cost = cost with { Actual = actual };
        await store.AddAsync(TableKeys.Month(run.CreatedAt), new CostRow(run.RunId, run.Plan, cost), cancellationToken);
        await runs.SetCostAsync(run.RunId, cost, cancellationToken);
    }

    // A load without a recorded end counts as long as its plan.
    private static double LoadSecondsOf(RunRecord run, PerfPlan plan) => run.GoAt is not { } from ? 0
        : run.LoadEndedAt is { } to ? Math.Max(0, (to - from).TotalSeconds)
        : plan.LoadDuration.TotalSeconds;

    private double SliceOf(PerfPlan plan) => plan.Load.Any(s => s.Model is IterationModel) ? double.MaxValue : options.Value.SliceSeconds;

    private string Text(decimal amount) => RunCost.Text(amount, Prices.Currency);
}
