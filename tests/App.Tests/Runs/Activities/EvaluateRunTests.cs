using PerfFunctions.Api;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Activities;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Runs.Activities;

public sealed class EvaluateRunTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private Bench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await Bench.StartAsync(azurite);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData(RunOutcome.InternalError)]
    [InlineData(RunOutcome.TimedOut)]
    [InlineData(RunOutcome.NoData)]
    public async Task What_the_orchestration_says_stands_over_kept_budgets_with_its_reason(RunOutcome forced)
    {
        RunRecord run = await _bench.MeasuredAsync(Samples.LoadPlan);
        Assert.Equal(forced, await _bench.JudgeAsync(run, forced, "because of this"));
        Verdict verdict = (await _bench.Blobs.FindVerdictAsync(run.RunId, default))!;
        Assert.Contains("because of this", verdict.Headline, StringComparison.Ordinal);
        Assert.Empty(await BaselinesAsync());
    }

    [Fact]
    public async Task A_run_whose_budgets_cannot_be_judged_is_reported_without_them()
    {
        RunRecord run = await _bench.MeasuredAsync(Samples.LoadPlan);
        var judgement = new RunJudgement(run.RunId, RunOutcome.InternalError, "EvaluateRun failed: a bug", Bare: true);
        Assert.Equal(RunOutcome.InternalError, await _bench.Make<EvaluateRun>().RunAsync(judgement, new TestFunctionContext()));
        Verdict verdict = (await _bench.Blobs.FindVerdictAsync(run.RunId, default))!;
        Assert.Empty(verdict.Rules);
        Assert.Contains("EvaluateRun failed: a bug", verdict.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_never_measured_is_judged_all_the_same()
    {
        RunRecord run = await _bench.AddRunAsync();
        Assert.Equal(RunOutcome.NoData, await _bench.JudgeAsync(run));
        Assert.NotNull(await _bench.Blobs.FindVerdictAsync(run.RunId, default));
    }

    [Fact]
    public async Task A_cancelled_run_is_cancelled_whatever_its_numbers()
    {
        RunRecord run = await _bench.MeasuredAsync(Samples.LoadPlan);
        await _bench.Runs.RequestCancelAsync(run.RunId, default);
        Assert.Equal(RunOutcome.Cancelled, await _bench.JudgeAsync(run));
        Assert.Empty(await BaselinesAsync());
    }

    [Fact]
    public async Task The_first_run_becomes_the_baseline_and_a_slower_one_breaks_the_rule_against_it()
    {
        RunRecord first = await _bench.MeasuredAsync(Samples.RegressionPlan, ms: 50);
        Assert.Equal(RunOutcome.NoData, await _bench.JudgeAsync(first));
        Assert.Equal(first.RunId, (await BaselinesAsync())[0]);

        RunRecord same = await _bench.MeasuredAsync(Samples.RegressionPlan, ms: 51);
        Assert.Equal(RunOutcome.Passed, await _bench.JudgeAsync(same));
        Assert.Equal(same.RunId, (await BaselinesAsync())[0]);

        RunRecord slow = await _bench.MeasuredAsync(Samples.RegressionPlan, ms: 80);
        Assert.Equal(RunOutcome.Failed, await _bench.JudgeAsync(slow));
        Assert.Equal(same.RunId, (await BaselinesAsync())[0]);
        Verdict verdict = (await _bench.Blobs.FindVerdictAsync(slow.RunId, default))!;
        Assert.Empty(verdict.Rules[0].Causes);
        Assert.Matches("^Of the [0-9.]+ ms by which a request is slower on average, [0-9.]+ ms are waiting for the first byte", Assert.Single(verdict.Rules[1].Causes));
    }

    [Fact]
    public async Task An_absolute_rule_is_explained_by_the_baseline_too()
    {
        string plan = Samples.RegressionPlan.Replace("  - browse.latency.p95 regression < 10%", "", StringComparison.Ordinal);
        await _bench.JudgeAsync(await _bench.MeasuredAsync(plan, ms: 100));
        RunRecord slow = await _bench.MeasuredAsync(plan, ms: 400);
        Assert.Equal(RunOutcome.Failed, await _bench.JudgeAsync(slow));
        Verdict verdict = (await _bench.Blobs.FindVerdictAsync(slow.RunId, default))!;
        Assert.Contains("300 ms are waiting", Assert.Single(verdict.Rules[0].Causes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spike_is_compared_with_spikes_alone()
    {
        await _bench.JudgeAsync(await _bench.MeasuredAsync(Samples.RegressionPlan));
        RunRecord first = await SpikeAsync(1);
        Assert.Equal(RunOutcome.NoData, await _bench.JudgeAsync(first));
        Verdict verdict = (await _bench.Blobs.FindVerdictAsync(first.RunId, default))!;
        Assert.Contains("load shaped as a spike", verdict.Rules[1].Reason, StringComparison.Ordinal);
        Assert.EndsWith("had the load of its plan", verdict.Rules[1].Reason, StringComparison.Ordinal);
        Assert.Equal(RunOutcome.Passed, await _bench.JudgeAsync(await SpikeAsync(2)));
    }

    [Fact]
    public async Task A_run_judged_again_is_not_compared_with_itself()
    {
        RunRecord first = await _bench.MeasuredAsync(Samples.RegressionPlan);
        Assert.Equal(RunOutcome.NoData, await _bench.JudgeAsync(first));
        Assert.Equal(RunOutcome.NoData, await _bench.JudgeAsync(first));
    }

    [Fact]
    public async Task A_first_run_that_lost_a_shard_is_no_baseline()
    {
        RunRecord run = await _bench.MeasuredAsync(Samples.RegressionPlan, shards: [Samples.Completed(), Samples.Lost(1)]);
        await _bench.JudgeAsync(run);
        Assert.Empty(await BaselinesAsync());
    }

    [Fact]
    public async Task A_first_run_without_the_number_to_compare_is_no_baseline()
    {
        RunRecord run = await _bench.AddRunAsync(Samples.RegressionPlan.Replace("  - browse.latency.p95 < 300ms\n", "", StringComparison.Ordinal));
        await _bench.Intervals.SinkFor(run.RunId).WriteAsync([Samples.Interval(0) with { Response = (byte[])[], Service = (byte[])[] }], default);
        await _bench.Make<AggregateRun>().RunAsync(new RunMeasured(run.RunId, [Samples.Completed()], []), new TestFunctionContext());
        Assert.Equal(RunOutcome.NoData, await _bench.JudgeAsync(run));
        Assert.Empty(await BaselinesAsync());
    }

    [Fact]
    public async Task A_pull_request_is_compared_with_the_baseline_and_never_becomes_it()
    {
        const string Plan = Samples.RegressionPlan + "\nrepository: octo/shop";
        RunRecord main = await _bench.MeasuredAsync(Plan);
        await _bench.JudgeAsync(main);
        RunRecord change = await _bench.AddRunAsync(Samples.RegressionPlan, Samples.PullRequest, RunTrigger.PullRequest);
        await _bench.SendAsync(change, seconds: 12);
        await _bench.Make<AggregateRun>().RunAsync(new RunMeasured(change.RunId, [Samples.Completed()], []), new TestFunctionContext());
        Assert.Equal(RunOutcome.Passed, await _bench.JudgeAsync(change));
        Assert.Equal(main.RunId, (await BaselinesAsync())[0]);
    }

    [Fact]
    public async Task Under_other_conditions_there_is_no_baseline_and_what_differs_is_reported()
    {
        await _bench.JudgeAsync(await _bench.MeasuredAsync(Samples.RegressionPlan));
        RunRecord other = await _bench.MeasuredAsync(Samples.RegressionPlan.Replace("get: /", "get: /other", StringComparison.Ordinal));
        Assert.Equal(RunOutcome.NoData, await _bench.JudgeAsync(other));
        Verdict verdict = (await _bench.Blobs.FindVerdictAsync(other.RunId, default))!;
        Assert.Contains("no baseline yet under these conditions", verdict.Rules[1].Reason, StringComparison.Ordinal);
        Assert.EndsWith("had other load, pages or parameters", verdict.Rules[1].Reason, StringComparison.Ordinal);
        Assert.Equal(2, (await BaselinesAsync()).Length);
    }

    [Fact]
    public async Task A_new_budget_leaves_the_baseline_as_it_is()
    {
        await _bench.JudgeAsync(await _bench.MeasuredAsync(Samples.RegressionPlan));
        RunRecord next = await _bench.MeasuredAsync(Samples.RegressionPlan + "\n  - browse.throughput regression < 10%");
        Assert.Equal(RunOutcome.Passed, await _bench.JudgeAsync(next));
    }

    [Fact]
    public async Task A_baseline_is_made_of_the_last_five_runs_and_of_none_before_one_accepted_by_hand()
    {
        RunRecord run = null!;
        for (int i = 0; i < 7; i++)
        {
            await _bench.JudgeAsync(run = await _bench.MeasuredAsync(Samples.RegressionPlan));
        }

        Verdict last = (await _bench.Blobs.FindVerdictAsync(run.RunId, default))!;
        Assert.Equal((5, 60, 12), (last.Rules[1].Comparison!.BaseRuns, last.Rules[1].Comparison!.SampleBase, last.Rules[1].Comparison!.SampleHead));

        RunRecord slow = await _bench.MeasuredAsync(Samples.RegressionPlan, ms: 80);
        Assert.Equal(RunOutcome.Failed, await _bench.JudgeAsync(slow));
        await _bench.Baselines.AcceptAsync("shop", slow.RunId, default);
        RunRecord again = await _bench.MeasuredAsync(Samples.RegressionPlan, ms: 80);
        Assert.Equal(RunOutcome.Passed, await _bench.JudgeAsync(again));
        Assert.True(await _bench.Baselines.WithdrawAsync("shop", slow.RunId, default));
        Assert.DoesNotContain(slow.RunId, await BaselinesAsync());
    }

    private async Task<RunRecord> SpikeAsync(int minute)
    {
        RunRecord run = Samples.Run(Samples.Now.AddMinutes(minute)) with { Part = RunPart.Spike };
        await _bench.Runs.AddAsync(run, default);
        await _bench.Blobs.SavePlanAsync(run.RunId, Samples.RegressionPlan, default);
        await _bench.PlanAsync(run.RunId);
        await _bench.SendAsync(run, seconds: 60);
        return await _bench.SummedUpAsync(run);
    }

    private async Task<string[]> BaselinesAsync() => [.. (await _bench.BaselinesOfAsync("shop")).Select(b => b.RunId)];
}
