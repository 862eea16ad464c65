using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;
using PerfFunctions.App.RealUsers;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.RealUsers;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.TestKit;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.App.Tests.RealUsers;

public sealed class RealUserStoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly RealUserPlan Asked = PlanText.Valid(RealUserSample.Plan()).RealUsers!;

    private readonly FakeTimeProvider _time = new(Samples.Now);
    private Bench _bench = null!;

    private RealUserStore Store => _bench.Get<RealUserStore>();

    public async ValueTask InitializeAsync() => _bench = await Bench.StartAsync(azurite, _time);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Views_of_two_instances_and_several_days_add_up_over_the_window()
    {
        RealUserRecorder one = _bench.Make<RealUserRecorder>();
        RealUserRecorder two = _bench.Make<RealUserRecorder>();
        using RealUserFlush first = _bench.Make<RealUserFlush>(one);
        using RealUserFlush second = _bench.Make<RealUserFlush>(two);
        Add(one, "home", 1000, 3);
        Add(two, "home", 3000, 1);
        await first.FlushAsync(default);
        await second.FlushAsync(default);
        _time.Advance(TimeSpan.FromDays(7));
        Add(one, "home", 2000, 2);
        Add(one, "product", 500, 1);
        Add(one, "renamed", 500, 1);
        await first.FlushAsync(default);
        await first.FlushAsync(default);

        RealUserSummary summary = await ReadAsync();
        Assert.Equal([("home", 6, 2), ("product", 1, 1)], summary.Pages.Select(p => (p.Name, (int)p.Views, p.Days)));
        Assert.Equal((new DateOnly(2026, 3, 4), new DateOnly(2026, 3, 11), 5), (summary.From, summary.To, summary.MinSamples));
        Assert.Equal(3000, summary.Pages[0].Metrics[0].Values["p99"], 3.0);
        Assert.Equal(5, await CountAsync());

        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2, (await ReadAsync()).Pages[0].Views);
    }

    [Fact]
    public async Task Past_days_are_merged_into_a_row_a_page_and_no_view_is_lost()
    {
        RealUserRecorder recorder = _bench.Make<RealUserRecorder>();
        using RealUserFlush flush = _bench.Make<RealUserFlush>(recorder);
        for (int i = 0; i < 110; i++)
        {
            Add(recorder, "home", 1000 + i, 1);
            Add(recorder, i % 2 == 0 ? "product" : "home", 10, 1);
            await flush.FlushAsync(default);
        }

        RealUserSummary before = await ReadAsync();
        await Store.MergeAsync(_time.GetUtcNow(), default);
        Assert.Equal(165, await CountAsync());
        _time.Advance(TimeSpan.FromDays(1));
        Add(recorder, "home", 5, 1);
        await flush.FlushAsync(default);
        await Store.MergeAsync(_time.GetUtcNow(), default);
        Assert.Equal(3, await CountAsync());
        await Store.MergeAsync(_time.GetUtcNow(), default);

        RealUserSummary after = await ReadAsync();
        Assert.Equal(before.Pages.Select(p => p.Views), [after.Pages[0].Views - 1, after.Pages[1].Views]);
        Assert.Equal(before.Pages[1].Metrics[0].Values, after.Pages[1].Metrics[0].Values);
        Assert.Equal(before.Pages[0].Metrics[0].Values["p99"], after.Pages[0].Metrics[0].Values["p99"]);
    }

    [Fact]
    public async Task Several_that_merge_at_once_count_every_view_once()
    {
        RealUserRecorder recorder = _bench.Make<RealUserRecorder>();
        using RealUserFlush flush = _bench.Make<RealUserFlush>(recorder);
        for (int i = 0; i < 20; i++)
        {
            Add(recorder, "home", 1000, 1);
            await flush.FlushAsync(default);
        }

        _time.Advance(TimeSpan.FromDays(1));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Store.MergeAsync(_time.GetUtcNow(), default)));
        Assert.Equal(20, (await ReadAsync()).Pages[0].Views);
    }

    [Fact]
    public async Task A_row_that_is_written_again_counts_once()
    {
        RealUserViews views = new();
        views.Add(new RealUserView("/", [new(RealUserMetric.All[0], 1000)]));
        RealUserCell cell = new("production", "home", new(2026, 3, 4));
        await Store.AddAsync(cell, "a-00000000", views, default);
        await Store.AddAsync(cell, "a-00000000", views, default);
        Assert.Equal(1, (await ReadAsync()).Pages[0].Views);
    }

    [Fact]
    public async Task The_purge_takes_what_no_plan_can_look_back_at()
    {
        RealUserRecorder recorder = _bench.Make<RealUserRecorder>();
        using RealUserFlush flush = _bench.Make<RealUserFlush>(recorder);
        Add(recorder, "home", 1000, 1);
        await flush.FlushAsync(default);
        _time.Advance(TimeSpan.FromDays(35));
        await Store.PurgeAsync(_time.GetUtcNow(), default);
        Assert.Equal(1, await CountAsync());
        _time.Advance(TimeSpan.FromDays(1));
        await Store.PurgeAsync(_time.GetUtcNow(), default);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task What_could_not_be_written_is_written_once_storage_takes_it()
    {
        RealUserRecorder recorder = _bench.Make<RealUserRecorder>();
        using RealUserFlush flush = _bench.Make<RealUserFlush>(recorder);
        Add(recorder, "home", 1000, 2);
        Add(recorder, "product", 1000, 1);
        await _bench.Get<ResultStorage>().RealUsers.DeleteAsync();
        await Assert.ThrowsAsync<RequestFailedException>(() => flush.FlushAsync(default));
        Add(recorder, "home", 1000, 1);
        await _bench.Get<ResultStorage>().CreateAsync(default);
        await flush.FlushAsync(default);
        await flush.FlushAsync(default);
        Assert.Equal([3, 1], (await ReadAsync()).Pages.Select(p => p.Views));
    }

    [Fact]
    public async Task Views_are_written_from_time_to_time_and_when_the_process_stops()
    {
        RealUserRecorder recorder = _bench.Make<RealUserRecorder>();
        using RealUserFlush flush = _bench.Make<RealUserFlush>(recorder);
        await flush.StartAsync(default);
        Add(recorder, "home", 1000, 1);
        await Eventually.TrueAsync(
            async () =>
            {
                _time.Advance(TimeSpan.FromSeconds(30));
                return await CountAsync() == 1;
            },
            "the first row");
        Add(recorder, "home", 1000, 1);
        await flush.StopAsync(default);
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task More_pages_than_fit_are_dropped_until_the_next_write()
    {
        await using Bench small = Bench.Create(azurite.ConnectionString, _time, "Perf:RealUsers:MaxPages=2");
        RealUserRecorder recorder = small.Make<RealUserRecorder>();
        RealUserView view = new("/", [new(RealUserMetric.All[0], 1)]);
        Assert.Equal([true, true, false, true], new[] { "a", "b", "c", "a" }.Select(page => recorder.TryAdd("production", page, view)));
        Assert.Equal(2, recorder.Take().Count);
        Assert.True(recorder.TryAdd("production", "c", view));
    }

    private static void Add(RealUserRecorder recorder, string page, double lcp, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Assert.True(recorder.TryAdd("production", page, new RealUserView("/", [new(RealUserMetric.All[0], lcp)])));
        }
    }

    private Task<RealUserSummary> ReadAsync() => Store.ReadAsync("production", Asked, _time.GetUtcNow(), default);

    private async Task<int> CountAsync() => await _bench.Get<ResultStorage>().RealUsers.QueryAsync<TableEntity>().CountAsync();
}
