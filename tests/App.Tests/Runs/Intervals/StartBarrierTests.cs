using Microsoft.Extensions.Time.Testing;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Intervals;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Values;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Runs.Intervals;

public sealed class StartBarrierTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Eight_shards_agree_on_one_instant_that_none_of_them_misses()
    {
        await using Bench bench = await Bench.StartAsync(azurite);
        RunRecord run = await bench.AddRunAsync();
        StartBarrier barrier = bench.Get<StartBarrier>();
        (DateTimeOffset GoAt, DateTimeOffset Seen)[] told = await Task.WhenAll(Enumerable.Range(0, 8).Select(async shard =>
            (await barrier.ArriveAsync(run.RunId, shard, 8, default), DateTimeOffset.UtcNow)));
        DateTimeOffset goAt = Assert.Single(told.Select(t => t.GoAt).Distinct());
        Assert.All(told, t => Assert.True(t.Seen < t.GoAt, $"seen at {t.Seen:O}, start at {t.GoAt:O}"));
        Assert.Equal(goAt, (await bench.Runs.GetAsync(run.RunId, default)).GoAt);
    }

    [Fact]
    public async Task The_others_start_without_a_missing_shard_but_not_before_the_wait_is_over()
    {
        var time = new FakeTimeProvider(Samples.Now);
        await using Bench bench = await Bench.StartAsync(azurite, time, "Perf:BarrierSeconds=30");
        RunRecord run = await bench.AddRunAsync();
        StartBarrier barrier = bench.Get<StartBarrier>();
        Task<DateTimeOffset[]> two = Task.WhenAll(barrier.ArriveAsync(run.RunId, 0, 3, default), barrier.ArriveAsync(run.RunId, 1, 3, default));
        await Eventually.TrueAsync(() => Advance(time, two), "the start without the third shard");
        DateTimeOffset goAt = Assert.Single((await two).Distinct());
        Assert.True(goAt >= Samples.Now.AddSeconds(30), $"{goAt:O}");
        Assert.Equal(goAt, await barrier.ArriveAsync(run.RunId, 2, 3, default));
    }

    [Fact]
    public async Task A_shard_that_is_run_again_finds_the_start_that_was_agreed()
    {
        await using Bench bench = await Bench.StartAsync(azurite);
        RunRecord run = await bench.AddRunAsync();
        StartBarrier barrier = bench.Get<StartBarrier>();
        DateTimeOffset first = await barrier.ArriveAsync(run.RunId, 0, 1, default);
        Assert.Equal(first, await barrier.ArriveAsync(run.RunId, 0, 1, default));
    }

    [Fact]
    public async Task What_a_setup_captured_does_not_stand_for_a_shard()
    {
        var time = new FakeTimeProvider(Samples.Now);
        await using Bench bench = await Bench.StartAsync(azurite, time, "Perf:BarrierSeconds=30");
        RunRecord run = await bench.AddRunAsync();
        await bench.Get<SetupValues>().SaveAsync(run.RunId, new Dictionary<string, Value> { ["session"] = Value.Of("s-1") }, default);
        Task<DateTimeOffset> one = bench.Get<StartBarrier>().ArriveAsync(run.RunId, 0, 2, default);
        await Eventually.TrueAsync(() => Advance(time, one), "the start without the second shard");
        Assert.True(await one >= Samples.Now.AddSeconds(30), $"{await one:O}");
    }

    [Fact]
    public async Task A_shard_that_comes_again_does_not_stand_for_another()
    {
        var time = new FakeTimeProvider(Samples.Now);
        await using Bench bench = await Bench.StartAsync(azurite, time, "Perf:BarrierSeconds=30");
        RunRecord run = await bench.AddRunAsync();
        StartBarrier barrier = bench.Get<StartBarrier>();
        Task<DateTimeOffset[]> same = Task.WhenAll(barrier.ArriveAsync(run.RunId, 0, 2, default), barrier.ArriveAsync(run.RunId, 0, 2, default));
        await Eventually.TrueAsync(() => Advance(time, same), "the start without the second shard");
        Assert.All(await same, goAt => Assert.True(goAt >= Samples.Now.AddSeconds(30), $"{goAt:O}"));
    }

    [Fact]
    public async Task Waiting_ends_when_it_is_given_up()
    {
        await using Bench bench = await Bench.StartAsync(azurite);
        RunRecord run = await bench.AddRunAsync();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Get<StartBarrier>().ArriveAsync(run.RunId, 0, 2, stop.Token));
    }

    [Fact]
    public async Task A_barrier_that_is_deleted_leaves_the_run()
    {
        await using Bench bench = await Bench.StartAsync(azurite);
        RunRecord run = await bench.AddRunAsync();
        StartBarrier barrier = bench.Get<StartBarrier>();
        DateTimeOffset first = await barrier.ArriveAsync(run.RunId, 0, 1, default);
        await barrier.DeleteAsync(run.RunId, default);
        Assert.NotNull(await bench.Runs.FindAsync(run.RunId, default));
        Assert.NotEqual(first, await barrier.ArriveAsync(run.RunId, 0, 1, default));
    }

    private static bool Advance(FakeTimeProvider time, Task until)
    {
        time.Advance(TimeSpan.FromMilliseconds(100));
        return until.IsCompleted;
    }
}
