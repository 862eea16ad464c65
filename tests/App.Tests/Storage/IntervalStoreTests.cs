using PerfFunctions.App.Storage;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Measurements;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Storage;

public sealed class IntervalStoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Id = "20260304050607089-a1";

    private Bench _bench = null!;

    private IntervalStore Store => _bench.Intervals;

    public async ValueTask InitializeAsync() => _bench = await Bench.StartAsync(azurite);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task An_interval_comes_back_as_it_was_written()
    {
        LoadInterval written = Samples.Interval(3, shard: 2);
        await WriteAsync(written);
        LoadInterval read = Assert.Single(await ReadAllAsync());
        Assert.Equivalent(written, read, strict: true);
    }

    [Fact]
    public async Task More_rows_than_a_transaction_takes_are_all_kept_in_order_of_time()
    {
        await WriteAsync([.. Enumerable.Range(0, 250).Reverse().Select(second => Samples.Interval(second))]);
        Assert.Equal(Enumerable.Range(0, 250), (await ReadAllAsync()).Select(i => i.Second));
    }

    [Fact]
    public async Task A_window_holds_its_first_second_and_not_the_one_after_it()
    {
        await WriteAsync([.. Enumerable.Range(0, 20).Select(second => Samples.Interval(second))]);
        LoadInterval[] window = await Store.ReadAsync(Id, 9, 12, default).ToArrayAsync();
        Assert.Equal([9, 10, 11], window.Select(i => i.Second));
    }

    [Fact]
    public async Task An_interval_that_comes_again_replaces_the_earlier_one()
    {
        await WriteAsync(Samples.Interval(1, count: 10));
        await WriteAsync(Samples.Interval(1, count: 7));
        Assert.Equal(7, Assert.Single(await ReadAllAsync()).Counts.Sent);
    }

    [Fact]
    public async Task Scenarios_and_shards_of_one_second_stand_side_by_side()
    {
        await WriteAsync(Samples.Interval(1), Samples.Interval(1, shard: 1), Samples.Interval(1, scenario: "checkout"));
        Assert.Equal(3, (await ReadAllAsync()).Length);
    }

    [Fact]
    public async Task A_run_that_is_deleted_takes_all_its_rows_and_no_others()
    {
        await WriteAsync([.. Enumerable.Range(0, 230).Select(second => Samples.Interval(second))]);
        await Store.SinkFor("20260304050607089-a11").WriteAsync([Samples.Interval(0)], default);
        await Store.DeleteAsync(Id, default);
        await Store.DeleteAsync(Id, default);
        Assert.Empty(await ReadAllAsync());
        Assert.Single(await Store.ReadAllAsync("20260304050607089-a11", default).ToArrayAsync());
    }

    private Task WriteAsync(params LoadInterval[] intervals) => Store.SinkFor(Id).WriteAsync(intervals, default);

    private ValueTask<LoadInterval[]> ReadAllAsync() => Store.ReadAllAsync(Id, default).ToArrayAsync();
}
