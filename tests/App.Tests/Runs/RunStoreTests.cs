using PerfFunctions.Api;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Runs;

public sealed class RunStoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private Bench _bench = null!;

    private RunStore Runs => _bench.Runs;

    public async ValueTask InitializeAsync() => _bench = await Bench.StartAsync(azurite);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_run_comes_back_as_it_was_added()
    {
        RunRecord run = Samples.Run(Samples.Now) with { Trigger = RunTrigger.PullRequest, PullRequest = Samples.PullRequest, Target = "https://x.example", Commit = "1a2b3c4", Branch = "main" };
        await Runs.AddAsync(run, default);
        Assert.Equal(run, await Runs.GetAsync(run.RunId, default));
    }

    [Fact]
    public async Task A_run_added_twice_stays_as_it_was_first()
    {
        RunRecord run = Samples.Run(Samples.Now);
        await Runs.AddAsync(run, default);
        await Runs.FinishAsync(run.RunId, RunOutcome.Passed, "fine", Samples.Now, default);
        await Runs.AddAsync(run with { Plan = "another" }, default);
        RunRecord found = await Runs.GetAsync(run.RunId, default);
        Assert.Equal(("shop", RunOutcome.Passed), (found.Plan, found.Outcome!.Value));
    }

    [Fact]
    public async Task Writers_at_once_do_not_undo_each_other()
    {
        RunRecord run = Samples.Run(Samples.Now);
        await Runs.AddAsync(run, default);
        await Task.WhenAll(
            Runs.SetPlanAsync(run.RunId, new PerfPlan { Name = "real" }, "https://t.example", default),
            Runs.SetGoAtAsync(run.RunId, Samples.Now.AddSeconds(1), default),
            Runs.RequestCancelAsync(run.RunId, default),
            Runs.FinishAsync(run.RunId, RunOutcome.Cancelled, "stopped", Samples.Now.AddSeconds(2), default));
        Assert.Equal(
            run with
            {
                Plan = "real",
                Target = "https://t.example",
                GoAt = Samples.Now.AddSeconds(1),
                CancelRequested = true,
                Outcome = RunOutcome.Cancelled,
                Headline = "stopped",
                FinishedAt = Samples.Now.AddSeconds(2),
            },
            await Runs.GetAsync(run.RunId, default));
    }

    [Fact]
    public async Task A_plan_without_a_target_leaves_the_target_that_came_with_the_request()
    {
        RunRecord run = Samples.Run(Samples.Now) with { Target = "https://given.example" };
        await Runs.AddAsync(run, default);
        await Runs.SetPlanAsync(run.RunId, new PerfPlan { Name = "real" }, null, default);
        Assert.Equal("https://given.example", (await Runs.GetAsync(run.RunId, default)).Target);
    }

    [Fact]
    public async Task Pages_list_every_run_once_newest_first()
    {
        string[] ids = [.. Enumerable.Range(0, 7).Select(minute => Samples.Run(Samples.Now.AddMinutes(minute)).RunId)];
        await Task.WhenAll(Enumerable.Range(0, 7).Select(minute => Runs.AddAsync(Samples.Run(Samples.Now.AddMinutes(minute)), default)));
        List<string> listed = [];
        IReadOnlyList<RunRecord> page;
        while ((page = await Runs.ListAsync(listed.LastOrDefault(), 3, default)).Count > 0)
        {
            Assert.InRange(page.Count, 1, 3);
            listed.AddRange(page.Select(r => r.RunId));
        }

        Assert.Equal(ids.Reverse(), listed);
    }

    [Fact]
    public async Task Older_runs_are_found_and_younger_ones_are_not()
    {
        RunRecord old = Samples.Run(Samples.Now.AddDays(-1));
        await Runs.AddAsync(old, default);
        await Runs.AddAsync(Samples.Run(Samples.Now.AddDays(1)), default);
        Assert.Equal([old.RunId], await Runs.OlderThanAsync(Samples.Now, default).Select(r => r.RunId).ToArrayAsync());
    }

    [Theory]
    [InlineData("20260304050607089-none")]
    [InlineData("no run id")]
    [InlineData("../../etc")]
    public async Task A_run_that_is_not_there_is_null_and_must_not_be_asked_for(string id)
    {
        Assert.Null(await Runs.FindAsync(id, default));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Runs.GetAsync(id, default));
        Assert.Contains(id, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plans_runs_are_listed_page_by_page_beside_those_of_other_plans()
    {
        RunRecord[] runs = [.. Enumerable.Range(0, 12).Select(i => Samples.Run(Samples.Now.AddMinutes(i)) with { Plan = i % 2 == 0 ? "shop" : "blog" })];
        await Task.WhenAll(runs.Select(run => Runs.AddAsync(run, default)));
        string[] shop = [.. runs.Where(run => run.Plan == "shop").Select(run => run.RunId).Reverse()];

        IReadOnlyList<RunRecord> first = await Runs.ListOfPlanAsync("shop", after: null, count: 4, default);
        IReadOnlyList<RunRecord> second = await Runs.ListOfPlanAsync("shop", first[^1].RunId, count: 4, default);

        Assert.Equal(shop[..4], first.Select(run => run.RunId));
        Assert.Equal(shop[4..], second.Select(run => run.RunId));
        Assert.Empty(await Runs.ListOfPlanAsync("sho", after: null, count: 4, default));
    }

    [Fact]
    public async Task A_run_is_listed_under_the_name_that_its_plan_turned_out_to_have()
    {
        RunRecord run = Samples.Run(Samples.Now) with { Plan = "acme:shop:7" };
        RunRecord skipped = Samples.Run(Samples.Now.AddMinutes(1)) with { Plan = "acme:shop:8" };
        await Runs.AddAsync(run, default);
        await Runs.AddAsync(skipped, default);
        await Runs.SetPlanAsync(run.RunId, new PerfPlan { Name = "shop" }, "https://t.example", default);
        await Runs.SetSkippedAsync(skipped.RunId, "shop", "no file of it changed", default);

        Assert.Equal([skipped.RunId, run.RunId], (await Runs.ListOfPlanAsync("shop", after: null, count: 4, default)).Select(r => r.RunId));
    }

    [Fact]
    public async Task A_run_that_is_forgotten_is_in_no_list()
    {
        RunRecord run = Samples.Run(Samples.Now);
        RunRecord other = Samples.Run(Samples.Now.AddMinutes(1));
        await Runs.AddAsync(run, default);
        await Runs.AddAsync(other, default);
        await Runs.DeleteAsync(run, default);

        Assert.Null(await Runs.FindAsync(run.RunId, default));
        Assert.Equal([other.RunId], (await Runs.ListOfPlanAsync("shop", after: null, count: 4, default)).Select(r => r.RunId));
    }
}
