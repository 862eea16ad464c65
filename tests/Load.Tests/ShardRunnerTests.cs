using System.Net;
using System.Net.Sockets;
using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Shards;
using PerfFunctions.TestKit;

namespace PerfFunctions.Load.Tests;

/// <summary>Shards against a real server on loopback, the same on every transport.</summary>
[Collection(Alone.Name)]
public sealed class ShardRunnerTests
{
    private const string Browse = """
        version: 1
        name: shop
        load:
          browse:
            arrivals: { rate: 200/s, for: 2s }
            flow: [ { get: / } ]
        """;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public Task Three_shards_send_the_planned_arrivals_between_them() => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using var target = await TestTarget.StartAsync();

        (RunSummary summary, ShardResult[] shards) = await RunAsync(transports, Browse, target.Address, shards: 3);

        ScenarioSummary browse = summary.Scenarios.Single();
        Assert.Equal(400, browse.Planned);
        Assert.Equal(400, browse.Counts.Started);
        Assert.Equal(400, browse.Counts.Sent);
        Assert.Equal(400, browse.Counts.Completed);
        Assert.Equal(0, browse.Counts.Failed);
        Assert.Equal(400, target.Requests);
        Assert.Equal([134, 133, 133], shards.Select(s => s.Scenarios.Single().Started));
    });

    [Fact]
    public Task An_open_model_goes_on_sending_to_a_target_that_cannot_keep_up_and_counts_the_wait() => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        // Every request takes at least 20 ms, one at a time: of 100/s at most half can be served, so the last one waits 2 s.
        await using var target = await TestTarget.StartAsync(oneAtATime: TimeSpan.FromMilliseconds(20));
        string plan = Browse.Replace("rate: 200/s", "rate: 100/s", StringComparison.Ordinal);

        (RunSummary summary, _) = await RunAsync(transports, plan, target.Address);

        ScenarioSummary browse = summary.Scenarios.Single();
        Assert.Equal(200, browse.Counts.Sent);
        Assert.Equal(200, browse.Counts.Completed);
        var response = LatencyHistogram.Decode(browse.Response);
        Assert.True(response.MaxMs > 1_900, $"{response.MaxMs} ms");
        Assert.True(response.PercentileMs(50) > 900, $"{response.PercentileMs(50)} ms");
    });

    [Fact]
    public Task Response_time_counts_from_when_a_send_was_due_and_service_time_from_the_send() => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using var target = await TestTarget.StartAsync();

        // It joins in the middle: the arrivals that were due just before are sent at once, late by up to the tolerance.
        LoadResult result = await new LoadDriver { Transports = transports, Notice = TimeSpan.FromSeconds(-1) }.RunAsync(Browse, target.Address);

        double lag = result.Shards[0].Scenarios[0].MaxLagMs;
        Assert.True(lag > 20, $"{lag} ms");
        Assert.True(result.Response.MaxMs >= lag, "the longest wait is in the response time");
        Assert.True(result.Response.MeanMs > result.Service.MeanMs, $"{result.Response.MeanMs} ms, {result.Service.MeanMs} ms");
    });

    [Fact]
    public Task A_closed_model_has_no_more_requests_in_progress_than_users() => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using var target = await TestTarget.StartAsync(delay: TimeSpan.FromMilliseconds(20));
        const string plan = """
            version: 1
            name: shop
            load:
              checkout:
                users: { count: 7, for: 1s }
                flow: [ { get: / } ]
            """;

        (RunSummary summary, ShardResult[] shards) = await RunAsync(transports, plan, target.Address, shards: 2);

        Assert.Equal(7, target.MaxAtOnce);
        Assert.Equal(target.Requests, summary.Scenarios.Single().Counts.Completed);
        Assert.DoesNotContain(shards, s => s.State is ShardState.Partial or ShardState.Lost);
    });

    [Fact]
    public Task A_flow_carries_variables_and_captures_from_step_to_step() => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using var target = await TestTarget.StartAsync();
        const string plan = """
            version: 1
            name: shop
            load:
              buy:
                arrivals: { rate: 10/s, for: 1s }
                variables: { page: [ 1, 2 ] }
                flow:
                  - get: /products?page=${page}
                    expect: { status: 200, body: '"items"' }
                    capture: { id: '$.items[0].id' }
                  - pause: 10ms
                  - post: /cart
                    headers: { x-page: '${page}' }
                    json: { id: '${id}', count: 2 }
                    expect: { status: 201 }
                  - put: /cart/${id}
                    body: note
                  - delete: /cart/${id}
            """;

        (RunSummary summary, _) = await RunAsync(transports, plan, target.Address);

        Assert.Empty(summary.Scenarios.Single().Errors);
        Assert.Equal(40, summary.Scenarios.Single().Counts.Sent);
        Assert.Equal(5, target.Log.Count(r => r == "GET /products?page=2"));
        Assert.Contains("""POST /cart {"id":"p-1","count":2} x-page=1""", target.Log);
        Assert.Contains("""POST /cart {"id":"p-2","count":2} x-page=2""", target.Log);
        Assert.Contains("PUT /cart/p-1", target.Log);
        Assert.Equal(5, target.Log.Count(r => r == "DELETE /cart/p-2"));
    });

    [Theory]
    [InlineData("/status/503", "status 503")]
    [InlineData("/hang", "timeout")]
    [InlineData("/reset", "connection reset")]
    public Task Failures_are_counted_by_kind(string path, string kind) => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using var target = await TestTarget.StartAsync();
        string plan = $$"""
            version: 1
            name: shop
            load:
              browse:
                arrivals: { rate: 10/s, for: 1s }
                flow: [ { get: {{path}}, timeout: 300ms }, { get: / } ]
            """;

        (RunSummary summary, _) = await RunAsync(transports, plan, target.Address);

        ScenarioSummary browse = summary.Scenarios.Single();
        Assert.Equal(kind, Assert.Single(browse.Errors).Key);
        Assert.Equal(10, browse.Counts.Failed);
        // A failed step ends its iteration.
        Assert.Equal(10, browse.Counts.Sent);
    });

    [Fact]
    public Task A_target_that_is_not_there_is_all_failures_and_no_latency() => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        (RunSummary summary, _) = await RunAsync(transports, Browse, new Uri($"http://127.0.0.1:{FreePort()}"));

        ScenarioSummary browse = summary.Scenarios.Single();
        Assert.Equal(400, browse.Counts.Failed);
        Assert.Equal("connection refused", Assert.Single(browse.Errors).Key);
        Assert.Null(new SummaryReader(summary).Read(new MetricReference("browse", "latency", "p95")).Value);
        Assert.Equal(1, new SummaryReader(summary).Read(new MetricReference("browse", "errors", "")).Value);
    });

    [Fact]
    public Task Arrivals_past_the_in_flight_cap_are_dropped_and_counted() => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using var target = await TestTarget.StartAsync(delay: TimeSpan.FromMilliseconds(700));
        const string plan = """
            version: 1
            name: shop
            load:
              browse:
                arrivals: { rate: 100/s, for: 1s }
                inFlight: 10
                flow: [ { get: / } ]
            """;

        (RunSummary summary, _) = await RunAsync(transports, plan, target.Address, shards: 2);

        IntervalCounts counts = summary.Scenarios.Single().Counts;
        Assert.Equal(100, counts.Started + counts.Dropped);
        Assert.InRange(counts.Started, 10, 30);
        Assert.Equal(10, target.MaxAtOnce);
        Assert.Equal(
            counts.Dropped / 100.0, new SummaryReader(summary).Read(new MetricReference("browse", "dropped", "")).Value!.Value, 6);
    });

    [Fact]
    public Task A_shard_that_comes_late_counts_what_it_missed_and_says_so() => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using var target = await TestTarget.StartAsync();

        (RunSummary summary, ShardResult[] shards) = await RunAsync(transports, Browse, target.Address, late: TimeSpan.FromSeconds(1.2));

        // 1 s of 200/s has passed when it joins, and some more on a busy machine, which says even worse of itself.
        Assert.Contains(shards[0].State, new[] { ShardState.Partial, ShardState.Saturated });
        Assert.InRange(shards[0].Scenarios[0].Missed, 150, 399);
        Assert.Equal(400, summary.Scenarios.Single().Counts.Started + summary.Scenarios.Single().Counts.Dropped);
        Assert.True(summary.Degraded);
        Assert.Contains("missed the first", summary.Notes[0], StringComparison.Ordinal);
    });

    [Fact]
    public Task A_cancelled_shard_stops_soon_and_keeps_what_it_measured() => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using var target = await TestTarget.StartAsync();
        string plan = Browse.Replace("for: 2s", "for: 10m", StringComparison.Ordinal);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Test);
        target.OnRequest = count =>
        {
            if (count == 100)
            {
                cancel.Cancel();
            }
        };

        (RunSummary summary, ShardResult[] shards) = await RunAsync(transports, plan, target.Address, cancellationToken: cancel.Token);

        Assert.Equal(ShardState.Cancelled, shards[0].State);
        Assert.InRange(summary.Scenarios.Single().Counts.Completed, 100, 1_000);
    });

    [Fact]
    public Task A_sink_that_fails_ends_the_shard_with_its_error() => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using var target = await TestTarget.StartAsync();
        PerfPlan plan = PlanParser.Parse(Browse.Replace("for: 2s", "for: 10m", StringComparison.Ordinal)).Plan!;
        var runner = new ShardRunner(TimeProvider.System, new BrokenSink());

        await Assert.ThrowsAsync<IOException>(() => runner.RunAsync(
            new ShardWork(plan.Load, target.Address, new ShardPart(0, 1), DateTimeOffset.UtcNow) { Transports = transports }, Test));
    });

    private static async Task<(RunSummary Summary, ShardResult[] Shards)> RunAsync(
        TransportChoice transports, string yaml, Uri target, int shards = 1, TimeSpan late = default, CancellationToken? cancellationToken = null)
    {
        PlanParseResult parsed = PlanParser.Parse(yaml);
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Problems));
        var sink = new ListSink();
        DateTimeOffset goAt = DateTimeOffset.UtcNow + TimeSpan.FromMilliseconds(200) - late;
        ShardResult[] results = await Task.WhenAll(Enumerable.Range(0, shards).Select(shard =>
            new ShardRunner(TimeProvider.System, sink).RunAsync(
                new ShardWork(parsed.Plan!.Load, target, new ShardPart(shard, shards), goAt) { Transports = transports }, cancellationToken ?? Test)));
        var aggregator = new RunAggregator("r", parsed.Plan!);
        sink.Intervals.ForEach(aggregator.Add);
        return (aggregator.Summarize(results, []), results);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class ListSink : IIntervalSink
    {
        public List<LoadInterval> Intervals { get; } = [];

        public Task WriteAsync(IReadOnlyList<LoadInterval> intervals, CancellationToken cancellationToken)
        {
            lock (Intervals)
            {
                Intervals.AddRange(intervals);
            }

            return Task.CompletedTask;
        }
    }

    private sealed class BrokenSink : IIntervalSink
    {
        public Task WriteAsync(IReadOnlyList<LoadInterval> intervals, CancellationToken cancellationToken) =>
            throw new IOException("storage is away");
    }
}
