using Azure.Data.Tables;
using PerfFunctions.App.Runs.Intervals;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Runs.Intervals;

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
    public async Task Phases_traced_requests_and_the_generators_state_come_back_too()
    {
        LoadInterval written = Samples.Interval(3) with
        {
            Counts = new IntervalCounts { Started = 4, Connections = 3 },
            Phases = new Dictionary<RequestPhase, ReadOnlyMemory<byte>> { [RequestPhase.Connect] = (byte[])[1, 2, 3], [RequestPhase.Wait] = (byte[])[4] },
            Exemplars = [new Exemplar("0af7651916cd43dd8448eb211c80319c", "GET /products", 3, 412.5, "status 503")],
            Generator = new GeneratorSample { Cpu = 0.5, Sockets = 12, Problem = "the processor was busy" },
        };
        await WriteAsync(written);
        Assert.Equivalent(written, Assert.Single(await ReadAllAsync()), strict: true);
    }

    [Fact]
    public async Task Series_and_examples_of_failures_come_back_too()
    {
        LoadInterval written = Samples.Interval(3) with
        {
            Statuses = new Dictionary<int, long> { [200] = 9, [503] = 1 },
            Series =
            [
                Samples.Interval(3) with { Key = "request.cart", Statuses = new Dictionary<int, long> { [200] = 9 } },
                new SeriesInterval { Key = "check.has-items", Counts = new IntervalCounts { Completed = 9, Failed = 2 } },
                new SeriesInterval { Key = "measure.total", Counts = new IntervalCounts { Completed = 9 }, Sum = 12.5, Response = (byte[])[1, 2] },
            ],
            Failures = [new FailureSample("cart", "status 503", 3, 0) { Status = 503, Expected = "status 200", Headers = [new SampleHeader("Retry-After", "1")], Body = "busy" }],
        };
        await WriteAsync(written);
        LoadInterval read = Assert.Single(await ReadAllAsync());
        Assert.Equal(["request.cart", "check.has-items", "measure.total"], read.Series.Select(s => s.Key));
        Assert.Equal(9, read.Series[0].Statuses[200]);
        Assert.Equal(new IntervalCounts { Completed = 9, Failed = 2 }, read.Series[1].Counts);
        Assert.Equal(12.5, read.Series[2].Sum);
        Assert.Equivalent(written.Failures, read.Failures, strict: true);
    }

    [Fact]
    public async Task A_second_of_two_hundred_busy_requests_is_kept_in_as_many_rows_as_it_needs()
    {
        byte[] full = Fullest();
        LoadInterval[] written = [.. Enumerable.Range(0, 3).Select(second => Samples.Interval(second) with
        {
            Series = [.. Enumerable.Range(0, 200).Select(i => Samples.Interval(second) with { Key = $"request.r{i}", Service = full, Response = full })],
        })];
        await WriteAsync(written);
        LoadInterval[] read = await ReadAllAsync();
        Assert.Equal([0, 1, 2], read.Select(r => r.Second));
        Assert.All(read, r => Assert.Equal(200, r.Series.Count(s => s.Response.Span.SequenceEqual(full))));
    }

    [Fact]
    public async Task An_interval_of_which_a_row_was_lost_is_not_read()
    {
        byte[] full = Fullest();
        await WriteAsync(
            Samples.Interval(1) with { Series = [.. Enumerable.Range(0, 200).Select(i => Samples.Interval(1) with { Key = $"request.r{i}", Service = full })] },
            Samples.Interval(2));
        TableClient table = _bench.Get<ResultStorage>().Intervals;
        TableEntity last = await table.QueryAsync<TableEntity>(r => r.PartitionKey == Id).LastAsync(r => TableKeys.IsIntervalPart(r.RowKey));
        await table.DeleteEntityAsync(last);
        Assert.Equal(2, Assert.Single(await ReadAllAsync()).Second);
    }

    [Fact]
    public async Task The_fullest_second_of_many_scenarios_is_kept()
    {
        byte[] fullest = Fullest();
        LoadInterval[] written = [.. Enumerable.Range(0, 32).Select(scenario => Samples.Interval(1, scenario: $"s{scenario}") with
        {
            Service = fullest,
            Response = fullest,
            Phases = Enum.GetValues<RequestPhase>().ToDictionary(p => p, _ => new ReadOnlyMemory<byte>(fullest)),
        })];
        await WriteAsync(written);
        Assert.Equal(32, (await ReadAllAsync()).Count(i => i.Phases.Count == 6 && i.Phases[RequestPhase.Wait].Span.SequenceEqual(fullest)));
        TestContext.Current.TestOutputHelper?.WriteLine($"the fullest histogram has {fullest.Length} bytes");
    }

    [Fact]
    public async Task Of_more_than_a_row_can_hold_the_most_frequent_is_kept_and_the_rest_is_counted()
    {
        Dictionary<string, long> errors = Enumerable.Range(1, 500).ToDictionary(n => new string('e', 200) + n, n => (long)n);
        Exemplar[] exemplars = [.. Enumerable.Range(0, 40).Select(n => new Exemplar($"{n:x32}", new string('p', 2_000), 1, 100 - n, null))];
        await WriteAsync(Samples.Interval(1) with { Errors = errors, Exemplars = exemplars });
        LoadInterval read = Assert.Single(await ReadAllAsync());
        Assert.Equal(errors.Values.Sum(), read.Errors.Values.Sum());
        Assert.Contains(new string('e', 200) + 500, read.Errors.Keys);
        Assert.Equal(exemplars[0], read.Exemplars[0]);
    }

    [Fact]
    public async Task A_secret_in_what_a_failure_is_called_is_not_kept()
    {
        const string Secret = "k3y&t1";
        Dictionary<string, long> errors = new() { [$"{Secret}.example does not resolve"] = 2, ["k3y%26t1.example does not resolve"] = 3, ["status 503"] = 1 };
        LoadInterval echoed = Samples.Interval(1) with { Errors = errors, Exemplars = [new($"{1:x32}", "cart", 1, 100, $"unknown host {Secret}")] };
        await Store.SinkFor(Id, redacted: new([Secret, "503"])).WriteAsync([echoed], default);

        LoadInterval kept = Assert.Single(await ReadAllAsync());
        Assert.Equal(new Dictionary<string, long> { ["(removed).example does not resolve"] = 5, ["status 503"] = 1 }, kept.Errors);
        Assert.Equal("unknown host (removed)", Assert.Single(kept.Exemplars).Failure);
    }

    [Fact]
    public async Task Slices_that_meet_in_one_second_do_not_replace_each_other()
    {
        await Store.SinkFor(Id, 0).WriteAsync([Samples.Interval(5, count: 1)], default);
        await Store.SinkFor(Id, 1).WriteAsync([Samples.Interval(5, count: 2)], default);
        Assert.Equal(3, (await ReadAllAsync()).Sum(i => i.Counts.Sent));
    }

    [Fact]
    public async Task A_shard_that_is_begun_again_still_knows_of_what_was_lost()
    {
        var shard = new LoadShard(Id, 0, 1);
        ShardIntervals first = Store.SinkFor(Id);
        await first.WriteAsync([.. Enumerable.Range(0, 4).Select(second => Samples.Interval(second))], default);
        await _bench.Get<ResultStorage>().Intervals.DeleteEntityAsync(Id, TableKeys.Interval(1, "browse", 0, 0), cancellationToken: TestContext.Current.CancellationToken);

        ShardProgress progress = (await Store.FindProgressAsync(shard, default))!;
        ShardIntervals again = Store.SinkFor(Id, 0, progress);
        await again.WriteAsync([Samples.Interval(4)], default);

        Assert.Equal((3, 40), (progress.Second, progress.Written["browse"].Started));
        Assert.Equal(50, again.Written["browse"].Started);
        Assert.Equal(40, (await ReadAllAsync()).Sum(i => i.Counts.Started));
        Assert.Null(await Store.FindProgressAsync(shard with { Shard = 1 }, default));
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

    // Every bucket in use, with counts that nothing can compress.
    private static byte[] Fullest()
    {
        var random = new Random(7);
        var histogram = new LatencyHistogram();
        for (double ms = 0.001; ms < 3_600_000; ms *= 1.0005)
        {
            for (int n = random.Next(1, 40); n > 0; n--)
            {
                histogram.Record(TimeSpan.FromMilliseconds(ms));
            }
        }

        return histogram.Encode();
    }

    private Task WriteAsync(params LoadInterval[] intervals) => Store.SinkFor(Id).WriteAsync(intervals, default);

    private ValueTask<LoadInterval[]> ReadAllAsync() => Store.ReadAllAsync(Id, default).ToArrayAsync();
}
