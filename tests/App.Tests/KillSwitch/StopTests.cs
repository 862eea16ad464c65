using Azure;
using Azure.Identity;
using Microsoft.Extensions.Time.Testing;
using PerfFunctions.Api;
using PerfFunctions.App.KillSwitch;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Activities;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.KillSwitch;

/// <summary>What the kill switch ends; that it does so in time is shown with a real load and a real browser.</summary>
public sealed class StopTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly Caller Anna = new("anna", Role.Administer, CallerProof.Token);

    private readonly FakeTimeProvider _time = new(Samples.Now);
    private Bench _bench = null!;

    private KillSwitchStore Stops => _bench.Get<KillSwitchStore>();

    public async ValueTask InitializeAsync() => _bench = await Bench.StartAsync(azurite, _time);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_run_of_any_trigger_that_is_planned_while_all_is_stopped_ends_as_cancelled_with_the_reason()
    {
        await StopAsync();
        foreach (RunTrigger trigger in Enum.GetValues<RunTrigger>())
        {
            RunRecord run = await _bench.AddRunAsync(trigger: trigger);
            await _bench.Blobs.SavePlanAsync(run.RunId, Samples.LoadPlan, default);
            RunStop stop = Assert.IsType<RunStop>((await _bench.PlanAsync(run.RunId)).Stop);
            Assert.Equal((RunOutcome.Cancelled, "The service was halted: the shop is down"), (stop.Outcome, stop.Reason));
        }
    }

    [Fact]
    public async Task A_run_that_was_in_progress_is_ended_though_the_release_came_before_its_next_look()
    {
        RunRecord run = await _bench.AddRunAsync(Samples.LoadPlan);
        await StopAsync();
        await ReleaseAsync(Samples.Now.AddMinutes(1));
        ShardResult shard = await _bench.Make<RunLoadShard>().RunAsync(new LoadShard(run.RunId, 0, 2), new TestFunctionContext());
        Assert.Equal(ShardState.Cancelled, shard.State);
        RunOutcome outcome = await _bench.Make<EvaluateRun>().RunAsync(new RunJudgement(run.RunId), new TestFunctionContext());
        Assert.Equal(RunOutcome.Cancelled, outcome);
        Assert.Contains("The service was halted: the shop is down", (await _bench.Blobs.FindVerdictAsync(run.RunId, default))!.Notes);
    }

    [Fact]
    public async Task Storage_that_fails_in_whatever_way_does_not_end_the_watch_over_a_run()
    {
        await using Bench bench = await Bench.StartAsync(azurite);
        RunRecord run = await bench.AddRunAsync(Samples.LoadPlan);
        Queue<Exception> failures = new([new TaskCanceledException("a call that took too long"), new AuthenticationFailedException("no token"),
            new AggregateException(new TaskCanceledException(), new RequestFailedException("no connection"))]);
        void Fail(RunRecord _)
        {
            if (failures.TryDequeue(out Exception? failure))
            {
                throw failure;
            }
        }

        Task<bool> work = bench.Get<CancelWatch>().RunAsync(
            run.RunId,
            async stop =>
            {
                await bench.Runs.RequestCancelAsync(run.RunId, default);
                await Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => { }, TaskScheduler.Default);
                return stop.IsCancellationRequested;
            },
            default,
            Fail);

        Assert.True(await work.WaitAsync(TimeSpan.FromMinutes(2)));
        Assert.Empty(failures);
    }

    [Fact]
    public async Task A_page_of_a_stopped_run_is_not_loaded_even_once()
    {
        RunRecord run = await _bench.AddRunAsync(Samples.LoadAndPagePlan);
        await StopAsync();
        bool isLoaded = false;
        _bench.Auditor.Audit = (target, stop) =>
        {
            stop.ThrowIfCancellationRequested();
            isLoaded = true;
            return Task.FromResult(Samples.Measured(target));
        };
        await _bench.Make<AuditPage>().RunAsync(new(run.RunId, "home"), new TestFunctionContext());
        Assert.False(isLoaded);
    }

    [Fact]
    public async Task A_run_that_was_asked_for_before_the_release_and_made_after_it_stays_ended()
    {
        await StopAsync();
        await ReleaseAsync(Samples.Now.AddMinutes(1));
        // As by a command that had to wait for the code host.
        RunRecord run = Samples.Run(Samples.Now) with { CreatedAt = Samples.Now.AddMinutes(2) };
        await _bench.Runs.AddAsync(run, default);
        await _bench.Blobs.SavePlanAsync(run.RunId, Samples.LoadPlan, default);
        Assert.Equal(RunOutcome.Cancelled, (await _bench.PlanAsync(run.RunId)).Stop?.Outcome);
        Assert.Equal(0, await _bench.Get<CancelWatch>().RunAsync(run.RunId, stop => Task.FromResult(stop.IsCancellationRequested ? 0 : 1), default));
    }

    [Fact]
    public async Task What_is_asked_for_after_the_release_runs()
    {
        await StopAsync();
        await ReleaseAsync(Samples.Now.AddSeconds(-1));
        RunRecord run = await _bench.AddRunAsync(Samples.LoadPlan);
        Assert.Null((await _bench.PlanAsync(run.RunId)).Stop);
        Assert.Equal(1, await _bench.Get<CancelWatch>().RunAsync(run.RunId, stop => Task.FromResult(stop.IsCancellationRequested ? 0 : 1), default));
    }

    [Fact]
    public async Task A_release_that_a_newer_stop_overtook_releases_nothing()
    {
        await StopAsync();
        HaltState seen = (await Stops.FindAsync(default))!;
        await Stops.HaltAsync(new HaltState(Samples.Now.AddSeconds(1), "it is down again", Anna), () => Task.CompletedTask);
        Assert.False(await Stops.ResumeAsync(seen, Samples.Now.AddSeconds(2), Anna, default));
        Assert.Equal((null, "it is down again"), ((await Stops.FindAsync(default))!.ResumedAt, (await Stops.FindAsync(default))!.Reason));
    }

    private async Task ReleaseAsync(DateTimeOffset at) => Assert.True(await Stops.ResumeAsync((await Stops.FindAsync(default))!, at, Anna, default));

    private Task StopAsync() => Stops.HaltAsync(new HaltState(Samples.Now, "the shop is down", Anna), () => Task.CompletedTask);
}
