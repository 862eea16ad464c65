using PerfFunctions.App.Baselines;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Trends;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Baselines;

public sealed class BaselineStoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly RunConditions[] Conditions =
        [.. Enumerable.Range(0, 3).Select(i => new RunConditions("shop", $"measured {i}", "", "", new HostKind("", "", 2)))];

    private Bench _bench = null!;

    private BaselineStore Store => _bench.Baselines;

    public async ValueTask InitializeAsync() => _bench = await Bench.StartAsync(azurite);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Of_each_conditions_the_newest_is_found_however_many_there_are()
    {
        // More than the rows of one read under the first conditions, and a few under the others.
        string[] newest = [await AddAsync(0, runs: 120), await AddAsync(1, runs: 2), await AddAsync(2, runs: 1)];

        Assert.Equal(
            newest.Order(), await Store.NewestAsync("shop", default).Select(run => run.RunId).Order().ToArrayAsync());
        Assert.Empty(await Store.NewestAsync("sho", default).ToArrayAsync());
    }

    [Fact]
    public async Task A_baseline_is_the_newest_runs_but_the_one_that_is_compared()
    {
        string newest = await AddAsync(0, runs: 9);
        string key = Conditions[0].Key();

        Assert.Equal(
            Enumerable.Range(0, 5).Select(i => IdOf(8 - i)), (await Store.PoolAsync("shop", key, except: null, default)).Select(run => run.RunId));
        Assert.Equal(
            Enumerable.Range(0, 5).Select(i => IdOf(7 - i)), (await Store.PoolAsync("shop", key, except: newest, default)).Select(run => run.RunId));
        Assert.Empty(await Store.PoolAsync("shop", Conditions[1].Key(), except: null, default));
    }

    [Fact]
    public async Task A_baseline_goes_back_to_the_run_that_was_accepted_by_hand_and_no_further()
    {
        await AddAsync(0, runs: 9);
        await Store.AddAsync("shop", new BaselineRun(IdOf(6), ByHand: true, Conditions[0].Key(), Conditions[0]), default);

        Assert.Equal(
            [IdOf(8), IdOf(7), IdOf(6)], (await Store.PoolAsync("shop", Conditions[0].Key(), except: null, default)).Select(run => run.RunId));
    }

    [Fact]
    public async Task Runs_before_another_are_found_without_it()
    {
        await AddAsync(0, runs: 4);

        Assert.Equal(
            [IdOf(1), IdOf(0)],
            await Store.UnderAsync("shop", Conditions[0].Key(), before: IdOf(2), most: 5, default).Select(run => run.RunId).ToArrayAsync());
    }

    private static string IdOf(int minute) => Samples.Run(Samples.Now.AddMinutes(minute)).RunId;

    private async Task<string> AddAsync(int conditions, int runs)
    {
        RunConditions under = Conditions[conditions];
        await Task.WhenAll(Enumerable.Range(0, runs).Select(
            minute => Store.AddAsync("shop", new BaselineRun(IdOf(minute), ByHand: false, under.Key(), under), default)));
        return IdOf(runs - 1);
    }
}
