using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Monitoring;
using PerfFunctions.Load.Shards;
using PerfFunctions.TestKit;

namespace PerfFunctions.Load.Tests;

/// <summary>A generator that cannot keep up says so, and its own delay is never read as the target's.</summary>
[Collection(Alone.Name)]
public sealed class HonestyTests
{
    [Theory]
    [InlineData(0.99, 0, 0, 0, 0, "the processor was 99 % busy; use more shards or a lower rate")]
    [InlineData(0, 0.3, 0, 0, 0, "garbage collection paused it for 300 ms; use more shards, or smaller bodies in checks and captures")]
    [InlineData(0, 0, 80, 0, 0, "iterations started 80 ms late; use more shards or a lower rate")]
    [InlineData(0, 0, 0, 45, 0, "responses waited 45 ms to be processed; use more shards or fewer users")]
    [InlineData(0, 0, 0, 0, 150, "work waited 150 ms for a thread; use more shards")]
    [InlineData(0.8, 0.05, 40, 10, 50, null)]
    public void Each_limit_is_reported_with_what_to_change(double cpu, double gc, double lagMs, double loopDelayMs, double poolMs, string? problem)
    {
        TestClock time = new();
        ProcessUsage usage = new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, 100, 2);
        GeneratorWatch watch = new(time, () => usage);
        time.Pass(TimeSpan.FromSeconds(1));
        usage = new ProcessUsage(TimeSpan.FromSeconds(cpu * 2), TimeSpan.FromSeconds(gc), TimeSpan.FromMilliseconds(poolMs), 100, 2);

        GeneratorSample sample = watch.Sample(new LoopFigures(0.5, loopDelayMs, 0), lagMs, 3);

        Assert.Equal(problem, GeneratorHealth.ProblemOf(sample, typicalMs: 20));
        Assert.Equal(cpu, sample.Cpu, 6);
    }

    [Fact]
    public void A_delay_that_is_small_beside_what_was_measured_disturbs_nothing()
    {
        GeneratorSample sample = new() { LoopDelayMs = 60, SendLagMs = 55, Cpu = 0.99 };

        Assert.NotNull(GeneratorHealth.ProblemOf(sample, typicalMs: 500));
        Assert.Null(GeneratorHealth.ProblemOf(sample, typicalMs: 1_500));
        Assert.Null(GeneratorHealth.ProblemOf(sample, typicalMs: null));
    }

    [Fact]
    public async Task Work_that_blocks_the_generator_gives_no_latency_and_a_shard_that_says_why()
    {
        await using var target = await ProtocolTarget.StartAsync();

        // Each answer is some milliseconds of text to search, and sixty come at once.
        LoadResult result = await new LoadDriver().RunAsync(
            """
            version: 1
            name: shop
            load:
              browse:
                users: { count: 60, for: 3s }
                flow: [ { get: /bytes/3000000, expect: { body: needle } } ]
            """,
            target.Address);

        ShardResult shard = Assert.Single(result.Shards);
        Assert.Equal(ShardState.Saturated, shard.State);
        Assert.Contains("use more shards", shard.Reason, StringComparison.Ordinal);
        Assert.Contains(result.Intervals, i => i.Generator?.Problem is not null);
        MetricReading latency = new SummaryReader(result.Summary).Read(new MetricReference("browse", "latency", "p95"));
        Assert.Null(latency.Value);
        Assert.NotNull(latency.Missing);
        Assert.True(result.Summary.Degraded);
    }

    [Fact]
    public async Task The_generators_own_figures_are_there_for_every_second()
    {
        await using var target = await TestTarget.StartAsync();

        LoadResult result = await new LoadDriver().RunAsync(
            """
            version: 1
            name: shop
            load: { browse: { arrivals: { rate: 100/s, for: 3s }, flow: [ { get: / } ] } }
            """,
            target.Address);

        Assert.All(result.Intervals, i => Assert.NotNull(i.Generator));
        Assert.All(result.Intervals, i => Assert.InRange(i.Generator!.Cpu, 0, 1));
        Assert.Contains(result.Intervals, i => i.Generator!.Sockets > 0);
        Assert.All(result.Intervals, i => Assert.True(i.Generator!.MemoryBytes > 10_000_000));
    }

    [Theory]
    [InlineData("arrivals: { rate: 5/s, for: 10m }", "- get: /\n- pause: 5m")]
    [InlineData("users: { count: 5, for: 10m }", "- get: /hang\n  timeout: 10m")]
    [InlineData("users: { count: 50, for: 10m }\n    http: { maxConnections: 2 }", "- get: /hang\n  timeout: 10m")]
    public async Task Whatever_it_waits_for_a_shard_that_is_reported_to_stop_stops(string model, string flow)
    {
        await using var target = await TestTarget.StartAsync();
        string yaml = $"""
            version: 1
            name: shop
            load:
              browse:
                {model}
                flow:
                  {flow.Replace("\n", "\n      ", StringComparison.Ordinal)}
            """;
        PlanParseResult parsed = PlanParser.Parse(yaml);
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Problems));
        using CancellationTokenSource stop = new();
        Task<ShardResult> running = new ShardRunner(TimeProvider.System, new NullSink()).RunAsync(
            new ShardWork(parsed.Plan!.Load, target.Address, new ShardPart(0, 1), DateTimeOffset.UtcNow), stop.Token);
        await Eventually.TrueAsync(() => target.Requests >= 2, "two requests");

        await stop.CancelAsync();
        ShardResult result = await running.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        Assert.Equal(ShardState.Cancelled, result.State);
    }

    private sealed class NullSink : IIntervalSink
    {
        public Task WriteAsync(IReadOnlyList<LoadInterval> intervals, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class TestClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Pass(TimeSpan time) => _ticks += time.Ticks;
    }
}
