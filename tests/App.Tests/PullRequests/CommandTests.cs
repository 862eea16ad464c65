using PerfFunctions.Api;
using PerfFunctions.App.ActivityLogs;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.PullRequests;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.App.Tests.Triggers;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.PullRequests;

public sealed class CommandTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Later = "20260305050607089-c1";

    private readonly RecordingDurableClient _durable = new();
    private Bench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await Bench.StartAsync(azurite);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData("stranger", CommandKind.Run)]
    [InlineData("stranger", CommandKind.Rerun)]
    [InlineData("stranger", CommandKind.Accept)]
    [InlineData("stranger", CommandKind.Cancel)]
    [InlineData("stranger", CommandKind.Label)]
    [InlineData("octocat", CommandKind.Unknown)]
    public async Task What_a_stranger_asks_for_or_nobody_understands_is_not_done_and_said_so(string sender, CommandKind kind)
    {
        RunRecord run = await RunOfPullRequestAsync();

        await CarryOutAsync(kind, run, comment: 5, sender);

        Assert.Equal(["5 confused"], _bench.PullRequests.Said);
        Assert.Empty(_durable.Runs);
        Assert.False((await _bench.Runs.GetAsync(run.RunId, default)).CancelRequested);
        Assert.Empty(await _bench.BaselinesOfAsync("shop"));
        ActivityEntry refused = Assert.Single(await _bench.Get<ActivityLog>().ListAsync(null, null, null, 10, default)).Entry;
        Assert.Equal(sender, refused.Who!.Name);
        Assert.NotNull(refused.Refused);
    }

    [Fact]
    public async Task A_run_is_repeated_of_the_same_plan_target_and_commit_and_once_only()
    {
        RunRecord run = await RunOfPullRequestAsync();
        _bench.PullRequests.Plan = "changed meanwhile";

        await CarryOutAsync(CommandKind.Rerun, run);
        await CarryOutAsync(CommandKind.Rerun, run);

        RunRecord again = await _bench.Runs.GetAsync(Assert.Single(_durable.Runs), default);
        Assert.Equal((Later, RunTrigger.Command, run.Plan, run.Target), (again.RunId, again.Trigger, again.Plan, again.Target));
        Assert.Equal(run.PullRequest, again.PullRequest);
        Assert.Equal(Caller.OfWebhook("octocat"), again.By);
        Assert.Equal(Samples.LoadPlan, await _bench.Blobs.FindPlanAsync(Later, default));
        Assert.Null((await _bench.PlanAsync(Later)).Stop);
    }

    [Fact]
    public async Task A_run_is_repeated_with_the_settings_that_it_had()
    {
        RunRecord run = Samples.Run(Samples.Now) with
        {
            PullRequest = Samples.PullRequest,
            Settings = new PlanSettings { Profile = "peak", Parameters = new Dictionary<string, string> { ["rate"] = "2/s" } },
        };
        await _bench.Runs.AddAsync(run, default);
        await CarryOutAsync(CommandKind.Rerun, run);
        Assert.Equivalent(run.Settings, (await _bench.Runs.GetAsync(Assert.Single(_durable.Runs), default)).Settings, strict: true);
    }

    [Fact]
    public async Task A_longer_run_has_load_of_double_the_length_and_the_next_longer_one_of_double_that()
    {
        RunRecord run = await RunOfPullRequestAsync();
        await CarryOutAsync(CommandKind.Longer, run);
        RunPlan longer = await _bench.PlanAsync(Later);
        await CarryOutAsync(CommandKind.Longer, await _bench.Runs.GetAsync(Later, default), id: "20260306050607089-c2");
        RunPlan longest = await _bench.PlanAsync("20260306050607089-c2");

        Assert.Equal((4, 8), (longer.LoadSeconds, longest.LoadSeconds));
        Assert.Equal(TimeSpan.FromSeconds(4), (await _bench.Get<RunFiles>().OpenAsync(Later, default)).Plan.LoadDuration);
    }

    [Fact]
    public async Task All_checks_of_a_commit_are_run_again_the_newest_of_each_plan()
    {
        await RunOfPullRequestAsync(Samples.PullRequest with { PlanPath = "a.yml" });
        await RunOfPullRequestAsync(Samples.PullRequest with { PlanPath = "a.yml" });
        await RunOfPullRequestAsync(Samples.PullRequest with { PlanPath = "b.yml" });
        RunRecord other = await RunOfPullRequestAsync(Samples.PullRequest with { HeadSha = new string('9', 40), PlanPath = "c.yml" });

        await CarryOutAsync(CommandKind.RerunAll, other, where: Samples.PullRequest);
        await CarryOutAsync(CommandKind.RerunAll, other, where: Samples.PullRequest);

        RunRecord[] again = await Task.WhenAll(_durable.Runs.Select(id => _bench.Runs.GetAsync(id, default)));
        Assert.Equal(["a.yml", "b.yml"], again.Select(run => run.PullRequest!.PlanPath).Order());
    }

    [Fact]
    public async Task A_comment_starts_the_head_of_the_pull_request_as_it_stands_now()
    {
        _bench.PullRequests.Open = Samples.PullRequest with { HeadSha = new string('9', 40) };

        await CarryOutAsync(CommandKind.Run, comment: 5);

        RunRecord run = await _bench.Runs.GetAsync(Assert.Single(_durable.Runs), default);
        Assert.Equal((_bench.PullRequests.Open, RunPart.All), (run.PullRequest, run.Part));
        Assert.Equal(["5 eyes"], _bench.PullRequests.Said);
    }

    [Theory]
    [InlineData("api", ".github/perf/api.yml")]
    [InlineData("shop", ".github/perf.yml")]
    [InlineData("perf", ".github/perf.yml")]
    public async Task A_comment_may_name_one_plan_by_its_name_or_its_file(string name, string path)
    {
        (_bench.PullRequests.Open, _bench.PullRequests.Plan) = (Samples.PullRequest, Samples.LoadPlan);
        _bench.PullRequests.More[".github/perf/api.yml"] = "no plan at all";

        await CarryOutAsync(CommandKind.Run, plan: name);

        Assert.Equal(path, (await _bench.Runs.GetAsync(Assert.Single(_durable.Runs), default)).PullRequest!.PlanPath);
    }

    [Fact]
    public async Task A_run_that_someone_asks_for_knows_what_was_deployed_of_its_commit_last()
    {
        _bench.PullRequests.Open = Samples.PullRequest;
        foreach (string address in (string[])["https://old.example", "https://new.example"])
        {
            await _bench.Get<PullRequestIndex>().AddAsync(
                await _bench.AddRunAsync(null, Samples.PullRequest with { DeploymentUrl = address }, RunTrigger.Deployment), default);
        }

        await CarryOutAsync(CommandKind.Run);

        Assert.Equal("https://new.example", (await _bench.Runs.GetAsync(Assert.Single(_durable.Runs), default)).PullRequest!.DeploymentUrl);
    }

    [Fact]
    public async Task A_plan_that_is_not_there_a_fork_and_a_closed_pull_request_start_nothing()
    {
        _bench.PullRequests.Open = Samples.PullRequest;
        await CarryOutAsync(CommandKind.Run, comment: 1, plan: "nothing");
        _bench.PullRequests.Open = Samples.PullRequest with { IsFork = true };
        await CarryOutAsync(CommandKind.Run, comment: 2);
        _bench.PullRequests.Open = null;
        await CarryOutAsync(CommandKind.Run, comment: 3);

        Assert.Equal(["1 confused", "2 confused", "3 confused"], _bench.PullRequests.Said);
        Assert.Empty(_durable.Runs);
    }

    [Fact]
    public async Task An_audit_has_the_pages_alone_and_a_spike_the_load_alone_at_three_times_its_rate()
    {
        (_bench.PullRequests.Open, _bench.PullRequests.Plan) = (Samples.PullRequest, Samples.LoadAndPagePlan);
        await CarryOutAsync(CommandKind.Audit);
        await CarryOutAsync(CommandKind.Spike, id: "20260306050607089-c2");

        RunPlan audit = await _bench.PlanAsync(Later);
        RunPlan spike = await _bench.PlanAsync("20260306050607089-c2");

        Assert.Equal((0, "home"), (audit.Shards, Assert.Single(audit.Pages)));
        Assert.Empty(spike.Pages);
        PerfPlan plan = (await _bench.Get<RunFiles>().OpenAsync("20260306050607089-c2", default)).Plan;
        Assert.Equal(30, Assert.IsType<ArrivalModel>(Assert.Single(plan.Load).Model).Stages.Max(s => s.To));
    }

    [Fact]
    public async Task Cancel_ends_what_is_in_progress_of_that_pull_request_alone()
    {
        RunRecord ended = await RunOfPullRequestAsync();
        await _bench.Runs.FinishAsync(ended.RunId, RunOutcome.Passed, "kept", Samples.Now, default);
        RunRecord running = await RunOfPullRequestAsync();
        RunRecord other = await RunOfPullRequestAsync(Samples.PullRequest with { Number = 18 });

        await CarryOutAsync(CommandKind.Cancel, running);

        RunRecord[] after = await Task.WhenAll(new[] { ended, running, other }.Select(run => _bench.Runs.GetAsync(run.RunId, default)));
        Assert.Equal([false, true, false], after.Select(run => run.CancelRequested));
    }

    [Fact]
    public async Task A_run_that_has_ended_whole_is_accepted_as_the_baseline()
    {
        RunRecord run = await RunOfPullRequestAsync();
        await CarryOutAsync(CommandKind.Accept, run);
        Assert.Empty(await _bench.BaselinesOfAsync("shop"));

        await _bench.Blobs.SaveSummaryAsync(new RunSummary { RunId = run.RunId }, default);
        await _bench.Runs.FinishAsync(run.RunId, RunOutcome.Failed, "slow, and meant to be", Samples.Now, default);
        await CarryOutAsync(CommandKind.Accept, run);

        Assert.Equal(run.RunId, Assert.Single(await _bench.BaselinesOfAsync("shop")).RunId);
        Assert.Equal(["shop accepted by octocat"], _bench.PullRequests.Said);
    }

    [Fact]
    public async Task A_run_of_another_repository_cannot_be_reached()
    {
        RunRecord run = await RunOfPullRequestAsync();

        await CarryOutAsync(CommandKind.Rerun, run, where: Samples.PullRequest with { Repository = "other" });

        Assert.Empty(_durable.Runs);
    }

    private async Task<RunRecord> RunOfPullRequestAsync(PullRequestContext? of = null)
    {
        RunRecord run = await _bench.AddRunAsync(Samples.LoadPlan, of ?? Samples.PullRequest, RunTrigger.PullRequest);
        await _bench.Get<PullRequestIndex>().AddAsync(run, default);
        return run;
    }

    private async Task CarryOutAsync(
        CommandKind kind, RunRecord? run = null, long? comment = null, string sender = "octocat", string? plan = null,
        PullRequestContext? where = null, string id = Later)
    {
        var command = new PullRequestCommand
        {
            RunId = id,
            Kind = kind,
            Where = where ?? Samples.PullRequest,
            Sender = sender,
            Comment = comment,
            OfRun = run?.RunId,
            Plan = plan,
        };
        CodeHostAttempt attempt = await _bench.Make<ExecuteCommand>().RunAsync(command, _durable, new TestFunctionContext());
        Assert.Null(attempt.Problem);
        if (kind is CommandKind.Run or CommandKind.Spike or CommandKind.Audit && _durable.Runs.Contains(id))
        {
            await _bench.Make<OpenPullRequest>().RunAsync(new RunRequest(id), _durable, new TestFunctionContext());
        }
    }
}
