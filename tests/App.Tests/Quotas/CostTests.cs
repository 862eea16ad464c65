using Microsoft.Extensions.Time.Testing;
using PerfFunctions.App.Quotas;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Activities;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Costs;
using PerfFunctions.Engine.Plans;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Quotas;

/// <summary>A GB-second costs one, an instance has one GB, and all else is free: a run of the sample plan is estimated at 92.</summary>
public sealed class CostTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const decimal Estimate = 92;

    private readonly FakeTimeProvider _time = new(Samples.Now);
    private Bench _bench = null!;

    private CostStore Costs => _bench.Get<CostStore>();

    public async ValueTask InitializeAsync() => _bench = await Bench.StartAsync(
        azurite, _time, "Perf:Cost:PerGbSecond=1", "Perf:Cost:InstanceGb=1", "Perf:Cost:PerMillionExecutions=0", "Perf:Cost:PerGbOut=0", "Perf:Cost:MonthlyLimit=200");

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Estimates_of_runs_in_progress_count_so_that_the_third_does_not_fit()
    {
        await _bench.AddRunAsync(Samples.LoadPlan);
        await _bench.AddRunAsync(Samples.LoadPlan);
        RunStop stop = await RefusedAsync();
        Assert.Contains("cost: this estimate would exceed the monthly cost limit", stop.Reason, StringComparison.Ordinal);
        Assert.Contains("(got '92.00 USD'); allowed: at most what is left of Perf:Cost:MonthlyLimit", stop.Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_spent_counts_in_its_month_and_not_in_the_next()
    {
        await SpentAsync("2026-03", 109);
        RunStop stop = await RefusedAsync();
        Assert.Contains("would exceed the monthly cost limit", stop.Reason, StringComparison.Ordinal);
        _time.SetUtcNow(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Null((await PlannedAsync()).Stop);
    }

    [Fact]
    public async Task A_run_is_settled_once_by_what_it_did_and_frees_what_it_had_reserved()
    {
        RunRecord run = await _bench.AddRunAsync(Samples.LoadPlan);
        Assert.Equal(new RunCost(Estimate, null, "USD"), run.Cost);
        await _bench.Runs.SetGoAtAsync(run.RunId, Samples.Now, default);
        await _bench.Runs.SetLoadEndedAsync(run.RunId, Samples.Now.AddSeconds(1), default);
        await _bench.Make<AggregateRun>().RunAsync(new RunMeasured(run.RunId, [Samples.Completed()], []), new TestFunctionContext());
        await JudgeAsync(run);
        await JudgeAsync(run);

        Assert.Equal(new RunCost(Estimate, 91, "USD"), (await _bench.Runs.GetAsync(run.RunId, default)).Cost);
        Assert.Equal([new CostRow(run.RunId, "shop", new RunCost(Estimate, 91, "USD"))], await Costs.ListAsync("2026-03", default));
        Assert.Empty(await _bench.Get<Admission>().RunningAsync(default));
        Assert.Null((await PlannedAsync()).Stop);
    }

    [Fact]
    public async Task A_run_of_which_nothing_is_known_costs_what_it_was_estimated_at_and_one_never_let_in_nothing()
    {
        RunRecord broken = await _bench.AddRunAsync(Samples.LoadPlan);
        await JudgeAsync(broken, RunOutcome.InternalError);
        await JudgeAsync(await _bench.AddRunAsync(), RunOutcome.NoData);
        Assert.Equal([(broken.RunId, Estimate)], (await Costs.ListAsync("2026-03", default)).Select(r => (r.RunId, r.Cost.Actual!.Value)));
    }

    private Task JudgeAsync(RunRecord run, RunOutcome? forced = null) =>
        _bench.Make<EvaluateRun>().RunAsync(new RunJudgement(run.RunId, forced, "broke"), new TestFunctionContext());

    private Task SpentAsync(string month, decimal amount) =>
        Costs.AddAsync(month, new CostRow(Samples.Run(Samples.Now, "spent").RunId, "shop", new RunCost(1, amount, "USD")), default);

    private async Task<RunStop> RefusedAsync() => Assert.IsType<RunStop>((await PlannedAsync()).Stop);

    private async Task<RunPlan> PlannedAsync()
    {
        RunRecord run = await _bench.AddRunAsync();
        await _bench.Blobs.SavePlanAsync(run.RunId, Samples.LoadPlan, default);
        return await _bench.PlanAsync(run.RunId);
    }
}
