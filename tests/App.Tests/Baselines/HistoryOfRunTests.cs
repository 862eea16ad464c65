using PerfFunctions.Api;
using PerfFunctions.App.Baselines;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Options;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.App.Tests.Runs.Activities;
using PerfFunctions.App.Trends;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Trends;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Baselines;

public sealed class HistoryOfRunTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string TrendPlan = $"{Samples.LoadPlan}\n  - browse.latency.p99 trend stable";

    private static readonly MetricReference P99 = new("browse", "latency", "p99");

    private Bench _bench = null!;

    private TrendStore Trends => _bench.Get<TrendStore>();

    public async ValueTask InitializeAsync() => _bench = await Bench.StartAsync(azurite);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_judged_run_is_one_row_with_its_numbers_however_often_it_is_judged()
    {
        RunRecord run = await _bench.MeasuredAsync(TrendPlan);
        await _bench.JudgeAsync(run);
        await _bench.JudgeAsync(run);
        TrendRun row = Assert.Single(await RowsAsync());
        Assert.Equal((run.RunId, run.CreatedAt, RunOutcome.NoData), (row.RunId, row.StartedAt, row.Outcome));
        Assert.Equal(50, row.Find(MetricKind.Load, P99)!.Value, 0.1);
        Assert.Equal(10, row.Find(MetricKind.Load, new MetricReference("browse", "throughput", ""))!.Value, 1e-9);
    }

    [Fact]
    public async Task A_run_that_broke_its_budgets_belongs_to_the_history()
    {
        Assert.Equal(RunOutcome.Failed, await _bench.JudgeAsync(await _bench.MeasuredAsync(TrendPlan, ms: 500)));
        Assert.Equal(RunOutcome.Failed, Assert.Single(await RowsAsync()).Outcome);
    }

    [Fact]
    public async Task A_pull_request_a_lost_shard_a_cancelled_and_an_unmeasured_run_do_not()
    {
        RunRecord change = await _bench.AddRunAsync(TrendPlan, Samples.PullRequest, RunTrigger.PullRequest);
        await _bench.SendAsync(change, seconds: 2);
        await _bench.JudgeAsync(await _bench.SummedUpAsync(change));
        await _bench.JudgeAsync(await _bench.MeasuredAsync(TrendPlan, shards: [Samples.Completed(), Samples.Lost(1)]));
        RunRecord cancelled = await _bench.MeasuredAsync(TrendPlan);
        await _bench.Runs.RequestCancelAsync(cancelled.RunId, default);
        await _bench.JudgeAsync(cancelled);
        await _bench.JudgeAsync(await _bench.MeasuredAsync(TrendPlan), RunOutcome.InternalError, "it broke");
        await _bench.JudgeAsync(await _bench.AddRunAsync(TrendPlan));
        Assert.Empty(await Trends.ConditionsAsync("shop", default));
    }

    [Theory]
    [InlineData("main", true)]
    [InlineData("master", true)]
    [InlineData("feature/x", false)]
    [InlineData(null, true)]
    public async Task A_run_of_another_branch_than_the_default_one_is_no_history_and_no_baseline(string? branch, bool counts)
    {
        RunRecord run = Samples.Run(Samples.Now, "branch") with { Branch = branch };
        Assert.Equal(counts, BaselineRule.IsOfHistory(run, new RunOptions()));
        await _bench.Runs.AddAsync(run, default);
        await _bench.Blobs.SavePlanAsync(run.RunId, TrendPlan, default);
        await _bench.PlanAsync(run.RunId);
        await _bench.SendAsync(run, seconds: 2);
        await _bench.JudgeAsync(await _bench.SummedUpAsync(await _bench.Runs.GetAsync(run.RunId, default)));
        Assert.Equal(counts, (await Trends.ConditionsAsync("shop", default)).Count > 0);
        Assert.Equal(counts, (await _bench.BaselinesOfAsync("shop")).Count > 0);
    }

    [Theory]
    [InlineData("main", null, true)]
    [InlineData("feature/x", null, false)]
    [InlineData("main", 17, false)]
    public void A_deployment_of_the_default_branch_is_history_and_one_of_a_pull_request_is_not(string branch, int? number, bool counts)
    {
        PullRequestContext deployed = Samples.PullRequest with { Number = number, Branch = branch, DefaultBranch = "main", DeploymentUrl = "https://shop.example/" };
        Assert.Equal(counts, BaselineRule.IsOfHistory(Samples.Run(Samples.Now) with { PullRequest = deployed }, new RunOptions()));
    }

    [Fact]
    public async Task A_pull_request_is_held_against_the_history_and_is_the_last_of_it()
    {
        await AgeAsync(Samples.Run(Samples.Now) with { PullRequest = Samples.PullRequest });
        RunRecord change = await _bench.AddRunAsync(TrendPlan, Samples.PullRequest, RunTrigger.PullRequest);
        await _bench.SendAsync(change, seconds: 2, ms: 60);
        Assert.Equal(RunOutcome.Warned, await _bench.JudgeAsync(await _bench.SummedUpAsync(change)));
        Verdict verdict = (await _bench.Blobs.FindVerdictAsync(change.RunId, default))!;
        Assert.Matches("^the level is 20 % worse since run .*, commits 000000a..000000b \\(50 ms before, 60 ms now, for 5 runs\\); the level changed before this change, so it only warns$", verdict.Rules[2].Reason);
    }

    [Fact]
    public async Task A_change_accepted_by_hand_is_kept_from_then_on_and_a_broken_trend_is_no_baseline()
    {
        await AgeAsync(Samples.Run(Samples.Now));
        RunRecord slow = await _bench.MeasuredAsync(TrendPlan, ms: 60);
        Assert.Equal(RunOutcome.Failed, await _bench.JudgeAsync(slow));
        Assert.Empty(await _bench.BaselinesOfAsync("shop"));
        await _bench.Baselines.AcceptAsync("shop", slow.RunId, default);
        Assert.Equal(RunOutcome.Passed, await _bench.JudgeAsync(await _bench.MeasuredAsync(TrendPlan, ms: 60)));
    }

    [Fact]
    public async Task A_first_run_becomes_the_baseline_though_it_is_no_trend_yet()
    {
        RunRecord run = await _bench.MeasuredAsync(TrendPlan);
        Assert.Equal(RunOutcome.NoData, await _bench.JudgeAsync(run));
        Assert.Equal(run.RunId, Assert.Single(await _bench.BaselinesOfAsync("shop")).RunId);
    }

    private async Task<IReadOnlyList<TrendRun>> RowsAsync()
    {
        TrendConditions conditions = Assert.Single(await Trends.ConditionsAsync("shop", default));
        return await Trends.ReadAsync("shop", conditions.Key, 100, null, default);
    }

    // Ten earlier runs of 50 ms and four of 60, each level with a commit of its own.
    private async Task AgeAsync(RunRecord of)
    {
        RunConditions conditions = RunConditions.Of(PlanParser.Parse(TrendPlan).Plan!, new(TrendPlan, PlanFiles.None), of, [], _bench.Get<HostKind>());
        for (int i = 0; i < 14; i++)
        {
            DateTimeOffset at = Samples.Now.AddDays(i - 14);
            TrendRun run = new()
            {
                RunId = TableKeys.RunId(at, "a1"),
                StartedAt = at,
                Commit = i < 10 ? "000000a1" : "000000b1",
                Outcome = RunOutcome.Passed,
                Values = [new TrendValue(MetricKind.Load, P99, i < 10 ? 50 : 60)],
            };
            await Trends.AddAsync(conditions, run, default);
        }
    }
}
