using PerfFunctions.App.Baselines;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Reports;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.App.Tests.Triggers;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Trends;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.App.Tests.Reports;

/// <summary>Which runs a diagnosis looks back at.</summary>
public sealed class EarlierRunsTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private static readonly HostKind Host = new("", "", 2);

    private EarlierRuns Earlier => fixture.Service.Get<EarlierRuns>();

    [Fact]
    public async Task The_previous_run_is_the_newest_before_under_the_same_conditions_even_if_it_failed()
    {
        RunRecord failed = await EndedAsync("previous", minute: 1, RunOutcome.Failed);
        await EndedAsync("previous", minute: 2, RunOutcome.Passed, host: Host with { Cores = 8 });
        RunRecord run = await EndedAsync("previous", minute: 3, RunOutcome.Passed);
        await EndedAsync("previous", minute: 4, RunOutcome.Passed);

        Assert.Equal(failed.RunId, (await Earlier.FindAsync(run, default)).Previous?.RunId);
        Assert.Null((await Earlier.FindAsync(failed, default)).Previous);
    }

    [Fact]
    public async Task A_pull_request_looks_back_at_its_own_runs_and_the_main_branch_at_none_of_a_pull_request()
    {
        RunRecord main = await EndedAsync("pulls", minute: 1, RunOutcome.Passed);
        RunRecord own = await EndedAsync("pulls", minute: 2, RunOutcome.Failed, Samples.PullRequest);
        await EndedAsync("pulls", minute: 3, RunOutcome.Failed, Samples.PullRequest with { Number = 18 });
        RunRecord again = await EndedAsync("pulls", minute: 4, RunOutcome.Passed, Samples.PullRequest);
        RunRecord merged = await EndedAsync("pulls", minute: 5, RunOutcome.Passed);

        Assert.Equal(own.RunId, (await Earlier.FindAsync(again, default)).Previous?.RunId);
        Assert.Equal(main.RunId, (await Earlier.FindAsync(merged, default)).Previous?.RunId);
    }

    [Fact]
    public async Task The_last_good_run_is_the_newest_baseline_before()
    {
        RunRecord good = await EndedAsync("good", minute: 1, RunOutcome.Passed, isBaseline: true);
        await EndedAsync("good", minute: 2, RunOutcome.Failed);
        RunRecord run = await EndedAsync("good", minute: 3, RunOutcome.Passed, isBaseline: true);
        await EndedAsync("good", minute: 4, RunOutcome.Passed, isBaseline: true);

        Assert.Equal(good.RunId, (await Earlier.FindAsync(run, default)).LastGood?.RunId);
        Assert.Null((await Earlier.FindAsync(good, default)).LastGood);
    }

    [Fact]
    public async Task A_run_that_was_never_measured_looks_back_at_nothing()
    {
        await EndedAsync("none", minute: 1, RunOutcome.Passed, isBaseline: true);
        RunRecord run = Samples.Run(Samples.Now.AddMinutes(2), "none") with { Plan = "none" };

        Assert.Null((await Earlier.FindAsync(run, default)).LastGood);
        Assert.Null((await Earlier.FindAsync(run, default)).Previous);
    }

    private async Task<RunRecord> EndedAsync(
        string plan, int minute, RunOutcome outcome, PullRequestContext? pullRequest = null, HostKind? host = null, bool isBaseline = false)
    {
        RunRecord run = Samples.Run(Samples.Now.AddMinutes(minute), $"{plan}{minute}") with { Plan = plan, PullRequest = pullRequest };
        RunConditions conditions = new(plan, "measured", "", "", host ?? Host);
        await fixture.Service.Get<RunStore>().AddAsync(run, default);
        await fixture.Service.Get<RunBlobs>().SaveSummaryAsync(new RunSummary { RunId = run.RunId }, default);
        await fixture.Service.Get<VerdictStore>().AddAsync(plan, new Verdict { RunId = run.RunId, Outcome = outcome, Headline = "" }, conditions, default);
        if (isBaseline)
        {
            await fixture.Service.Get<BaselineStore>().AddAsync(plan, new BaselineRun(run.RunId, ByHand: false, conditions.Key(), conditions), default);
        }

        return run;
    }
}
