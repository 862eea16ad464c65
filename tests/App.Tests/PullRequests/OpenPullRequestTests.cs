using PerfFunctions.Api;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.PullRequests;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.App.Tests.Runs.Activities;
using PerfFunctions.App.Tests.Triggers;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.PullRequests;

public sealed class OpenPullRequestTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly PullRequestContext First = Samples.PullRequest with { ChangedAt = Samples.Now };
    private static readonly PullRequestContext Second = First with { HeadSha = new string('2', 40), ChangedAt = Samples.Now.AddMinutes(1) };

    private static readonly string WithoutTarget = string.Join('\n', Samples.LoadPlan.Split('\n').Where(l => !l.StartsWith("target:", StringComparison.Ordinal)));

    private readonly RecordingDurableClient _durable = new();
    private Bench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await Bench.StartAsync(azurite);
        _bench.PullRequests.Plan = Samples.LoadPlan;
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_newer_push_ends_the_older_run_and_a_run_that_has_ended_stays_as_it_is()
    {
        RunRecord ended = await AddAsync(First with { HeadSha = new string('0', 40), ChangedAt = Samples.Now.AddMinutes(-1) });
        await _bench.Runs.FinishAsync(ended.RunId, RunOutcome.Passed, "kept", Samples.Now, default);
        RunRecord older = await AddAsync(First);
        RunRecord newer = await AddAsync(Second);

        await OpenAsync(newer);

        Assert.Equal([null, Second.HeadSha, null], await SupersededAsync(ended, older, newer));
        await _bench.JudgeAsync(older);
        Verdict verdict = (await _bench.Blobs.FindVerdictAsync(older.RunId, default))!;
        Assert.Equal((RunOutcome.Cancelled, $"The run was cancelled: superseded by {Second.HeadSha}"), (verdict.Outcome, verdict.Headline));
    }

    [Fact]
    public async Task A_run_that_begins_behind_a_newer_one_ends_itself_before_it_does_anything()
    {
        RunRecord older = await AddAsync(First);
        await AddAsync(Second);

        await OpenAsync(older);

        Assert.Equal([Second.HeadSha], await SupersededAsync(older));
        RunStop? stop = (await _bench.PlanAsync(older.RunId)).Stop;
        Assert.Equal((RunOutcome.Cancelled, false), (stop!.Outcome, stop.Quiet));
    }

    [Fact]
    public async Task Deliveries_that_come_in_the_wrong_order_leave_the_newer_commit_running()
    {
        RunRecord newer = await AddAsync(Second);
        RunRecord late = await AddAsync(First);

        await OpenAsync(newer);
        await OpenAsync(late);

        Assert.Equal([null, Second.HeadSha], await SupersededAsync(newer, late));
    }

    [Fact]
    public async Task The_same_commit_another_pull_request_and_a_run_asked_for_afterwards_are_left_alone()
    {
        RunRecord same = await AddAsync(First with { HeadSha = Second.HeadSha });
        RunRecord other = await AddAsync(First with { Number = 18 });
        RunRecord newer = await AddAsync(Second);
        RunRecord asked = await AddAsync(First, RunTrigger.Command);

        await OpenAsync(newer);
        await OpenAsync(asked);

        Assert.Equal([null, null, null, null], await SupersededAsync(same, other, newer, asked));
    }

    [Fact]
    public async Task Each_plan_of_a_repository_gets_a_run_of_its_own_however_often_the_work_is_repeated()
    {
        _bench.PullRequests.More[".github/perf/api.yml"] = Samples.RegressionPlan;
        _bench.PullRequests.More[".github/perf/web.yml"] = Samples.LoadAndPagePlan;
        RunRecord run = await AddAsync(First);

        await OpenAsync(run);
        await _bench.Runs.SetPullRequestAsync(run.RunId, First, default);
        await _bench.Blobs.DeleteAsync(run.RunId, default);
        await OpenAsync(run);

        Assert.Equal(".github/perf.yml", (await _bench.Runs.GetAsync(run.RunId, default)).PullRequest!.PlanPath);
        RunRecord[] beside = await Task.WhenAll(_durable.Runs.Select(id => _bench.Runs.GetAsync(id, default)));
        Assert.Equal([".github/perf/api.yml", ".github/perf/web.yml"], beside.Select(r => r.PullRequest!.PlanPath).Order());
        foreach (RunRecord sibling in beside)
        {
            await OpenAsync(sibling);
            Assert.Equal(_bench.PullRequests.More[sibling.PullRequest!.PlanPath!], await _bench.Blobs.FindPlanAsync(sibling.RunId, default));
        }

        Assert.Equal(2, _durable.Runs.Count);
    }

    [Fact]
    public async Task A_failure_that_will_pass_is_reported_with_its_wait_and_the_next_try_goes_on()
    {
        RunRecord run = await AddAsync(First);
        _bench.PullRequests.Failures.Enqueue(new CodeHostCallException("refused") { IsTransient = true });

        CodeHostAttempt failed = await _bench.Make<OpenPullRequest>().RunAsync(new RunRequest(run.RunId), _durable, new TestFunctionContext());
        await OpenAsync(run);

        Assert.True(failed.IsTransient);
        Assert.Equal(Samples.LoadPlan, await _bench.Blobs.FindPlanAsync(run.RunId, default));
    }

    [Fact]
    public async Task The_files_beside_a_plan_are_kept_with_its_run()
    {
        _bench.PullRequests.Plan = Samples.LoadPlan + "\nfeeds: { users: { file: data/users.csv } }\n";
        _bench.PullRequests.Files[".github/data/users.csv"] = "name\nanna\n"u8.ToArray();
        RunRecord run = await AddAsync(First);

        await OpenAsync(run);
        _bench.PullRequests.Files.Clear();

        Assert.Null((await _bench.PlanAsync(run.RunId)).Stop);
        OpenRun open = await _bench.Get<RunFiles>().OpenAsync(run.RunId, default, forLoad: true);
        Assert.Equal([["anna"]], Assert.Single(open.Plan.Feeds).Rows);
    }

    [Fact]
    public async Task A_file_that_the_repository_does_not_have_is_a_mistake_of_the_plan()
    {
        _bench.PullRequests.Plan = Samples.LoadPlan + "\nfeeds: { users: { file: data/users.csv } }\n";
        RunRecord run = await AddAsync(First);

        await OpenAsync(run);

        RunStop stop = (await _bench.PlanAsync(run.RunId)).Stop!;
        Assert.Equal(RunOutcome.NoData, stop.Outcome);
        Assert.Contains("feeds.users.file: there is no such file (got 'data/users.csv')", stop.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fork_is_given_no_secrets()
    {
        _bench.PullRequests.Plan = Samples.LoadPlan + "\nhttp: { auth: { bearer: '${secret(token)}' } }";
        RunRecord run = await AddAsync(First with { IsFork = true });

        await OpenAsync(run);

        RunStop? stop = (await _bench.PlanAsync(run.RunId)).Stop;
        Assert.Equal((RunOutcome.NoData, "The plan uses secrets, but commits from forks do not receive secrets."), (stop!.Outcome, stop.Reason));
    }

    [Fact]
    public async Task A_deployment_finds_the_pull_request_of_its_commit_and_a_newer_one_ends_its_run()
    {
        RunRecord older = await AddAsync(Deployed(1, 0), RunTrigger.Deployment);
        RunRecord elsewhere = await AddAsync(Deployed(2, 1) with { Environment = "staging" }, RunTrigger.Deployment);
        RunRecord newer = await AddAsync(Deployed(2, 2), RunTrigger.Deployment);

        foreach (RunRecord run in (RunRecord[])[older, elsewhere, newer])
        {
            _bench.PullRequests.OfCommit = run.PullRequest! with { Number = 17, BaseSha = new string('b', 40), Branch = "the head's" };
            await OpenAsync(run);
        }

        Assert.Equal([new string('2', 40), null, null], await SupersededAsync(older, elsewhere, newer));
        PullRequestContext of = (await _bench.Runs.GetAsync(newer.RunId, default)).PullRequest!;
        Assert.Equal((17, new string('b', 40), "preview", "https://preview.example"), (of.Number, of.BaseSha, of.Branch, of.DeploymentUrl));
        Assert.Contains(newer.RunId, await _bench.Get<PullRequestIndex>().OfPullRequestAsync(of, default));
    }

    [Fact]
    public async Task A_deployed_fork_is_not_measured_until_someone_vouches_for_its_commit()
    {
        _bench.PullRequests.Plan = WithoutTarget;
        RunRecord early = await AddAsync(Deployed(1, 0), RunTrigger.Deployment);
        _bench.PullRequests.OfCommit = early.PullRequest! with { Number = 17, BaseSha = new string('b', 40), IsFork = true };
        await OpenAsync(early);
        RunStop stop = (await _bench.PlanAsync(early.RunId)).Stop!;
        Assert.Equal((true, "The deployed commit comes from a fork; it is measured once the pull request has the label that approves it."), (stop.Quiet, stop.Reason));

        RunRecord label = await AddAsync(_bench.PullRequests.OfCommit with { Environment = null }, RunTrigger.Command);
        await OpenAsync(label);
        Assert.Null((await _bench.PlanAsync(label.RunId)).Stop);

        RunRecord late = await AddAsync(Deployed(1, 1) with { Environment = "staging" }, RunTrigger.Deployment);
        await OpenAsync(late);
        Assert.Null((await _bench.PlanAsync(late.RunId)).Stop);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_deployed_commit_that_may_be_a_forks_is_given_no_secrets(bool isHeld, bool isStopped)
    {
        _bench.PullRequests.IsHeld = isHeld;
        _bench.PullRequests.Plan = WithoutTarget + "\nhttp: { auth: { bearer: '${secret(card)}' } }";
        RunRecord run = await AddAsync(Deployed(1, 0), RunTrigger.Deployment);

        await OpenAsync(run);

        RunStop? stop = (await _bench.PlanAsync(run.RunId)).Stop;
        Assert.Equal(isStopped,
            stop?.Reason.Contains("may come from a fork, because it is neither merged", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public async Task A_deployment_of_no_pull_request_ends_the_older_one_of_its_branch_and_environment_alone_and_not_its_own_further_plans()
    {
        RunRecord older = await AddAsync(Deployed(1, 0), RunTrigger.Deployment);
        RunRecord elsewhere = await AddAsync(Deployed(1, 0) with { Environment = "staging" }, RunTrigger.Deployment);
        RunRecord newer = await AddAsync(Deployed(1, 1), RunTrigger.Deployment);
        RunRecord beside = await AddAsync(Deployed(1, 1) with { PlanPath = ".github/perf/api.yml" }, RunTrigger.Deployment);

        await OpenAsync(newer);
        await OpenAsync(beside);

        Assert.Equal([new string('1', 40), null, null, null], await SupersededAsync(older, elsewhere, newer, beside));
    }

    [Theory]
    [InlineData(RunTrigger.PullRequest, "web/docs/a.md,api/b.cs", true)]
    [InlineData(RunTrigger.PullRequest, "web/docs/a.md,web/b.ts", false)]
    [InlineData(RunTrigger.PullRequest, null, false)]
    [InlineData(RunTrigger.Command, "api/b.cs", false)]
    public async Task A_plan_whose_files_are_left_alone_is_skipped_and_the_commit_is_reported(RunTrigger trigger, string? changed, bool isSkipped)
    {
        _bench.PullRequests.Plan = Samples.LoadPlan + "\npaths: [ 'web/**', '!web/docs/**' ]";
        _bench.PullRequests.Changed = changed?.Split(',');
        RunRecord run = await AddAsync(First, trigger);

        await OpenAsync(run);
        await OpenAsync(run);

        RunStop? stop = (await _bench.PlanAsync(run.RunId)).Stop;
        Assert.Equal(isSkipped, _bench.PullRequests.Skipped.ContainsKey(run.RunId));
        Assert.Equal(isSkipped, stop is { Outcome: RunOutcome.NoData, Quiet: true });
        Assert.Equal(isSkipped, stop is not null);
    }

    [Theory]
    [InlineData("target: https://shop.example")]
    [InlineData("# no target")]
    public async Task Every_plan_is_skipped_at_the_commit_of_a_merge_queue_and_the_commit_is_reported(string target)
    {
        _bench.PullRequests.Plan = Samples.LoadPlan.Replace("target: https://shop.example", target, StringComparison.Ordinal);
        RunRecord run = await AddAsync(First with { Number = null }, RunTrigger.MergeQueue);

        await OpenAsync(run);

        Assert.Contains("merge queue", _bench.PullRequests.Skipped[run.RunId]);
        Assert.True((await _bench.PlanAsync(run.RunId)).Stop is { Outcome: RunOutcome.NoData, Quiet: true });
    }

    private static PullRequestContext Deployed(int commit, int minute) => Samples.PullRequest with
    {
        HeadSha = new string((char)('0' + commit), 40),
        Number = null,
        Branch = "preview",
        Environment = "preview",
        DeploymentUrl = "https://preview.example",
        ChangedAt = Samples.Now.AddMinutes(minute),
    };

    private async Task<RunRecord> AddAsync(PullRequestContext of, RunTrigger trigger = RunTrigger.PullRequest)
    {
        RunRecord run = await _bench.AddRunAsync(null, of, trigger);
        await _bench.Get<PullRequestIndex>().AddAsync(run, default);
        return run;
    }

    private async Task OpenAsync(RunRecord run) =>
        Assert.Null((await _bench.Make<OpenPullRequest>().RunAsync(new RunRequest(run.RunId), _durable, new TestFunctionContext())).Problem);

    private async Task<string?[]> SupersededAsync(params RunRecord[] of) =>
        await Task.WhenAll(of.Select(async run => (await _bench.Runs.GetAsync(run.RunId, default)).SupersededBy));
}
