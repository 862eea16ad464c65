using PerfFunctions.Engine.Bottlenecks;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Bottlenecks;

public class BottleneckFinderTests
{
    private static readonly RunSummary Steady = Run(Scenario());

    [Fact]
    public void Without_data_there_is_no_finding()
    {
        Assert.Empty(BottleneckFinder.Find(new RunSummary { RunId = "r" }));
        Assert.Empty(BottleneckFinder.Find(Run(new ScenarioSummary { Name = "shop", Model = "50/s", DurationSeconds = 60 })));
        Assert.Empty(BottleneckFinder.Find(Run(Scenario() with { LatencyMissing = "Sends came late." })));
    }

    [Fact]
    public void A_saturated_generator_is_the_only_finding()
    {
        RunSummary run = FaultyRun.Of(Fault.Lock);
        var leftOut = new LatencyLeftOut(40, 120, [new LeftOutReason("iterations started 70 ms late; use more shards", 40)]);
        Bottleneck only = Assert.Single(BottleneckFinder.Find(run with { Scenarios = [run.Scenarios[0] with { LeftOut = leftOut }] }));
        Assert.Equal((BottleneckKind.Generator, 1), (only.Kind, only.Weight));
        Assert.StartsWith(
            "The generator was saturated, so nothing about the target follows: latency of 40 of 120 shard-seconds",
            only.Headline, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(12, 1)]
    [InlineData(6, 0)]
    public void A_generator_that_was_over_a_limit_in_a_tenth_of_the_time_is_saturated(int noisy, int findings)
    {
        GeneratorPoint[] points =
            [.. Enumerable.Range(0, 100).Select(i => new GeneratorPoint(i, 1, new GeneratorSample { Problem = i < noisy ? "cpu at 99 %" : null }))];
        RunSummary run = Steady with { Generator = new GeneratorSummary(new GeneratorSample(), points) };
        Assert.Equal(findings, BottleneckFinder.Find(run).Count(b => b.Kind == BottleneckKind.Generator));
    }

    [Fact]
    public void A_generator_without_ports_is_the_bottleneck_itself()
    {
        ScenarioSummary scenario = Scenario() with { Errors = new Dictionary<string, long> { ["no free local port"] = 300 } };
        Assert.Equal(BottleneckKind.Generator, Assert.Single(BottleneckFinder.Find(Run(scenario))).Kind);
    }

    [Fact]
    public void The_request_with_the_largest_part_of_the_time_is_named_with_its_phase()
    {
        Bottleneck request = Assert.Single(BottleneckFinder.Find(Steady));
        Assert.Equal((BottleneckKind.Request, "shop.GET /report"), (request.Kind, request.Subject));
        Assert.Equal(
            "GET /report takes 75 % of the users' time: 3 requests of 300 ms on average; 90 % of it, 270 ms, is waiting for the first byte.",
            Exact(request.Headline));
    }

    [Theory]
    [InlineData(RequestPhase.Tls, BottleneckKind.Connecting)]
    [InlineData(RequestPhase.Receive, BottleneckKind.Download)]
    public void Connecting_and_receiving_are_findings_of_their_own(RequestPhase phase, BottleneckKind kind)
    {
        SeriesSummary report = Request("report", 300) with
        {
            Phases = new Dictionary<RequestPhase, byte[]> { [RequestPhase.Wait] = Interval.Histogram(100, 100, 100), [phase] = Interval.Histogram(200, 200, 200) },
        };
        Bottleneck found = Assert.Single(BottleneckFinder.Find(Run(Scenario() with { Series = [report] })));
        Assert.Equal((kind, "shop.GET /report"), (found.Kind, found.Subject));
        Assert.InRange(found.AtMost!.Value, 199, 201);
    }

    [Theory]
    [InlineData(40, 0)]
    [InlineData(120, 1)]
    public void The_only_request_is_named_only_if_it_is_slow(double ms, int findings) =>
        Assert.Equal(findings, BottleneckFinder.Find(Run(Scenario() with { Series = [Request("report", ms)] })).Count);

    [Theory]
    [InlineData("connection refused", BottleneckKind.ConnectionsRefused)]
    [InlineData("connection reset", BottleneckKind.ConnectionsRefused)]
    [InlineData("status 429", BottleneckKind.RateLimit)]
    [InlineData("status 503", BottleneckKind.Unavailable)]
    [InlineData("timeout", BottleneckKind.Timeouts)]
    [InlineData("tls failed", BottleneckKind.Tls)]
    [InlineData("certificate not trusted: it has expired on 2026-01-01", BottleneckKind.Tls)]
    [InlineData("status 500", BottleneckKind.Errors)]
    public void Failures_say_which_limit_was_hit_and_from_when_on(string error, BottleneckKind kind)
    {
        IntervalCounts At(int second) => new() { Sent = 50 + second, Completed = 50 + second, Failed = second >= 40 ? 20 : 0 };
        TimelinePoint[] timeline = [.. Enumerable.Range(0, 60).Select(s => new TimelinePoint(s, At(s), null, null, null))];
        Bottleneck found = BottleneckFinder.Find(Run(new ScenarioSummary
        {
            Name = "shop",
            Model = "50/s",
            DurationSeconds = 60,
            Counts = new IntervalCounts { Completed = 4_000, Failed = 400 },
            Errors = new Dictionary<string, long> { [error] = 400 },
            Timeline = timeline,
        }))[0];
        Assert.Equal((kind, error, 40), (found.Kind, found.Part, found.FromSecond));
        Assert.Equal($"400 of 4,000 requests (10 %) end with '{error}'.", found.Headline);
        Assert.Contains("Failures of 1 % or more begin at second 40, at 90/s.", found.Evidence);
        Assert.Equal(error == "timeout", found.Evidence.Any(e => e.StartsWith("No complete response arrived within", StringComparison.Ordinal)));
    }

    [Fact]
    public void Response_times_that_rose_at_one_second_of_a_constant_load_are_an_onset()
    {
        Bottleneck onset = Assert.Single(BottleneckFinder.Find(Run(Timeline(s => s < 70 ? 100 + (s % 7) : 200 + (s % 5)))));
        Assert.Equal(BottleneckKind.LatencyOnset, onset.Kind);
        Assert.InRange(onset.FromSecond!.Value, 66, 72);
        Assert.InRange(onset.AtMost!.Value, 90, 110);
        Assert.Empty(BottleneckFinder.Find(Run(Timeline(s => 100 + (s % 7)))));
    }

    [Fact]
    public void Response_times_far_above_service_times_are_a_queue()
    {
        ScenarioSummary scenario = Timeline(_ => 100) with { Response = Interval.Histogram(900, 900), Service = Interval.Histogram(100, 100) };
        Bottleneck queue = BottleneckFinder.Find(Run(scenario))[0];
        Assert.Equal(BottleneckKind.Capacity, queue.Kind);
        Assert.StartsWith("Requests queued before they were sent: response p99 is 900 ms, service p99 100 ms.", queue.Headline, StringComparison.Ordinal);
        Assert.InRange(queue.AtMost!.Value, 795, 805);
    }

    [Fact]
    public void What_grew_since_the_last_good_run_is_named_with_its_phase()
    {
        RunSummary slower = Run(Scenario() with { Series = [Request("report", 450), Request("list", 100)] });
        Bottleneck growth = Assert.Single(BottleneckFinder.Find(slower, Steady), b => b.Kind == BottleneckKind.Growth);
        Assert.Equal("shop.GET /report", growth.Subject);
        Assert.Equal("GET /report is slower than in the last good run: 300 ms → 450 ms on average.", Exact(growth.Headline));
        Assert.Equal("Of its phases, waiting for the first byte grew most: 270 ms → 405 ms.", Exact(Assert.Single(growth.Evidence)));
        Assert.DoesNotContain(BottleneckFinder.Find(Steady, Steady), b => b.Kind == BottleneckKind.Growth);
    }

    [Fact]
    public void An_unknown_series_that_follows_load_ranks_below_the_queue_it_comes_with()
    {
        RunSummary run = FaultyRun.Of(Fault.SmallPool);
        IReadOnlyList<Bottleneck> found = BottleneckFinder.Find(run with { Server = Series.Summary(Series.Of("requests", s => 10 + s)) });
        Assert.Equal(BottleneckKind.Capacity, found[0].Kind);
        Assert.Contains(found, b => b.Kind == BottleneckKind.ServerSeries);
    }

    [Theory]
    [InlineData(0.2, BottleneckKind.Contention)]
    [InlineData(1, BottleneckKind.Cpu)]
    public void A_processor_that_is_mostly_free_is_not_what_holds_a_system_back(double top, BottleneckKind first)
    {
        RunSummary run = FaultyRun.Of(Fault.Lock);
        ServerSummary cpu = Series.Summary(Series.Of("cpu", s => top * Math.Min(1, 0.1 + (s / 40.0))));
        Assert.Equal(first, BottleneckFinder.Find(run with { Server = cpu })[0].Kind);
    }

    [Fact]
    public void A_series_that_only_scatters_is_not_named()
    {
        var random = new Random(5);
        RunSummary run = FaultyRun.Of(Fault.SmallPool) with { Server = Series.Summary(Series.Of("cpu", _ => random.NextDouble())) };
        Assert.DoesNotContain(BottleneckFinder.Find(run), b => b.Kind == BottleneckKind.Cpu);
    }

    [Fact]
    public void Findings_are_in_order_of_weight_and_not_too_many()
    {
        RunSummary run = FaultyRun.Of(Fault.Cpu);
        ScenarioSummary[] scenarios = [.. Enumerable.Range(0, 8).Select(i => run.Scenarios[0] with { Name = $"shop-{i}" })];
        IReadOnlyList<Bottleneck> found = BottleneckFinder.Find(run with { Scenarios = scenarios });
        Assert.Equal(BottleneckFinder.MaxFindings, found.Count);
        Assert.Equal(found.OrderByDescending(b => b.Weight).Select(b => b.Weight), found.Select(b => b.Weight));
        Assert.All(found, b => Assert.InRange(b.Weight, 0, 1));
    }

    private static RunSummary Run(ScenarioSummary scenario) => new() { RunId = "r", Scenarios = [scenario] };

    private static ScenarioSummary Scenario() => new()
    {
        Name = "shop",
        Model = "20 users for 1m",
        DurationSeconds = 60,
        Counts = new IntervalCounts { Completed = 6 },
        Series = [Request("report", 300), Request("list", 100)],
    };

    private static ScenarioSummary Timeline(Func<int, double> p95) => new()
    {
        Name = "shop",
        Model = "50/s",
        DurationSeconds = 120,
        Timeline = [.. Enumerable.Range(0, 120).Select(s => new TimelinePoint(s, new IntervalCounts { Completed = 50 }, p95(s) / 2, p95(s), p95(s)))],
    };

    private static SeriesSummary Request(string slug, double ms) => new()
    {
        Key = $"request.{slug}",
        Title = $"GET /{slug}",
        Counts = new IntervalCounts { Completed = 3, Sent = 3 },
        Response = Interval.Histogram(ms, ms, ms),
        Service = Interval.Histogram(ms, ms, ms),
        Phases = new Dictionary<RequestPhase, byte[]>
        {
            [RequestPhase.Wait] = Interval.Histogram(0.9 * ms, 0.9 * ms, 0.9 * ms),
            [RequestPhase.Receive] = Interval.Histogram(0.1 * ms, 0.1 * ms, 0.1 * ms),
        },
    };

    // Histograms keep three digits, so that a mean may be one off in the third.
    private static string Exact(string text) => text.Replace("301 ms", "300 ms", StringComparison.Ordinal).Replace("269 ms", "270 ms", StringComparison.Ordinal);
}
