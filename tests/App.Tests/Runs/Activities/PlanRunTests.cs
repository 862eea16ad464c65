using PerfFunctions.Api;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Runs.Activities;

public sealed class PlanRunTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Profiles = """
        version: 1
        name: shop
        parameters: { length: 2s }
        profiles: { few: { parameters: { length: 1s } } }
        target: https://shop.example
        load: { browse: { arrivals: { rate: 2/s, for: '${length}' }, flow: [ { get: / } ] } }
        pullRequests: { profile: few }
        """;

    private Bench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await Bench.StartAsync(azurite, null, "Perf:RatePerShard=4");

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_plan_becomes_shards_pages_and_a_limit_beyond_its_length()
    {
        RunRecord run = await _bench.AddRunAsync(Samples.LoadAndPagePlan);
        RunPlan plan = await _bench.PlanAsync(run.RunId);
        Assert.Null(plan.Stop);
        Assert.Equal(3, plan.Shards);
        Assert.Equal(["home"], plan.Pages);
        Assert.InRange(plan.LimitSeconds, 60, 3600);
        Assert.Equal("https://shop.example", (await _bench.Runs.GetAsync(run.RunId, default)).Target);
    }

    [Fact]
    public async Task A_plan_with_mistakes_stops_the_run_with_all_of_them()
    {
        RunRecord run = await _bench.AddRunAsync();
        await _bench.Blobs.SavePlanAsync(run.RunId, "version: 2\nname: Shop\nload: { browse: { users: { count: many, for: 2 } } }\n", default);
        RunStop stop = Assert.IsType<RunStop>((await _bench.PlanAsync(run.RunId)).Stop);
        Assert.Equal((RunOutcome.NoData, false), (stop.Outcome, stop.Quiet));
        Assert.StartsWith("The plan has 5 mistakes:", stop.Reason, StringComparison.Ordinal);
        Assert.All(["version", "name", "load.browse.users.count", "load.browse.users.for"],
            path => Assert.Contains($"{path}:", stop.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_plan_of_a_pull_request_comes_from_its_repository_and_its_places_are_filled()
    {
        _bench.PullRequests.Plan = Samples.LoadPlan.Replace("https://shop.example", "https://pr-{pr}.shop.example", StringComparison.Ordinal);
        RunRecord run = await _bench.AddRunAsync(pullRequest: Samples.PullRequest, trigger: RunTrigger.PullRequest);
        Assert.Null((await _bench.PlanAsync(run.RunId)).Stop);
        Assert.Equal("https://pr-17.shop.example", (await _bench.Runs.GetAsync(run.RunId, default)).Target);
        Assert.Equal(_bench.PullRequests.Plan, await _bench.Blobs.FindPlanAsync(run.RunId, default));
    }

    [Fact]
    public async Task A_plan_once_read_is_not_read_again_when_the_work_is_repeated()
    {
        _bench.PullRequests.Plan = Samples.LoadPlan;
        RunRecord run = await _bench.AddRunAsync(pullRequest: Samples.PullRequest, trigger: RunTrigger.PullRequest);
        RunPlan first = await _bench.PlanAsync(run.RunId);
        _bench.PullRequests.Plan = "changed meanwhile";
        Assert.Equivalent(first, await _bench.PlanAsync(run.RunId), strict: true);
    }

    [Fact]
    public async Task A_pull_request_runs_with_the_profile_that_its_plan_names_and_every_stage_reads_the_same()
    {
        _bench.PullRequests.Plan = Profiles;
        RunRecord run = await _bench.AddRunAsync(pullRequest: Samples.PullRequest, trigger: RunTrigger.PullRequest);
        Assert.Equal(1, (await _bench.PlanAsync(run.RunId)).LoadSeconds);
        RunRecord planned = await _bench.Runs.GetAsync(run.RunId, default);
        Assert.Equal(("few", "1s"), (planned.Profile, planned.Parameters["length"]));
        Assert.Equal(TimeSpan.FromSeconds(1), (await _bench.Get<RunFiles>().OpenAsync(run.RunId, default)).Plan.LoadDuration);
    }

    [Fact]
    public async Task A_run_keeps_what_it_was_started_with()
    {
        RunRecord run = Samples.Run(Samples.Now) with
        {
            Settings = new PlanSettings { Profile = "few", Parameters = new Dictionary<string, string> { ["length"] = "3s" } },
        };
        await _bench.Runs.AddAsync(run, default);
        await _bench.Blobs.SavePlanAsync(run.RunId, Profiles, default);
        Assert.Equal(3, (await _bench.PlanAsync(run.RunId)).LoadSeconds);
        Assert.Equal(3, (await _bench.PlanAsync(run.RunId)).LoadSeconds);
        Assert.Equal("3s", (await _bench.Runs.GetAsync(run.RunId, default)).Parameters["length"]);
        Assert.Equal(TimeSpan.FromSeconds(3), (await _bench.Get<RunFiles>().OpenAsync(run.RunId, default)).Plan.LoadDuration);
    }

    [Fact]
    public async Task A_repository_without_a_plan_is_left_alone()
    {
        RunRecord run = await _bench.AddRunAsync(pullRequest: Samples.PullRequest, trigger: RunTrigger.PullRequest);
        Assert.True((await _bench.PlanAsync(run.RunId)).Stop!.Quiet);
    }
}
