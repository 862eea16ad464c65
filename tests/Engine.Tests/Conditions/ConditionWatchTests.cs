using PerfFunctions.Engine.Conditions;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Tests.Conditions;

public sealed class ConditionWatchTests
{
    [Fact]
    public void A_condition_is_true_when_its_whole_window_says_so_over_all_shards()
    {
        var load = new Loaded("abort: [ 'browse.errors > 50% for 3s' ]");
        Assert.Null(load.Second(0, failed: 10).Abort);
        Assert.Null(load.Second(1, failed: 10).Abort);
        ConditionHit hit = Assert.IsType<ConditionHit>(load.Second(2, failed: 10).Abort);
        Assert.Equal(new ConditionHit("browse", "browse.errors > 50% for 3s", 2, 1), hit);
        Assert.Equal(hit, load.Second(3, failed: 0).Abort);
    }

    [Theory]
    [InlineData("browse.errors > 25% for 2s", true)]
    [InlineData("browse.errors > 35% for 2s", false)]
    [InlineData("browse.throughput < 11/s for 2s", true)]
    [InlineData("browse.throughput < 9/s for 2s", false)]
    [InlineData("browse.latency.p95 > 40ms for 2s", true)]
    [InlineData("browse.latency.p95 > 60ms for 2s", false)]
    [InlineData("browse.service.max >= 20ms for 2s", true)]
    [InlineData("browse.dropped >= 50% for 2s", true)]
    [InlineData("browse.dropped > 50% for 2s", false)]
    [InlineData("load.errors > 25% for 2s", true)]
    [InlineData("load.errors > 35% for 2s", false)]
    [InlineData("load.latency.p95 > 40ms for 2s", true)]
    public void Every_metric_is_taken_over_the_window(string condition, bool isTrue)
    {
        var load = new Loaded($"abort: [ '{condition}' ]");
        load.Second(0, failed: 3, dropped: 10);
        Assert.Equal(isTrue, load.Second(1, failed: 3, dropped: 10).Abort is not null);
    }

    [Fact]
    public void What_was_not_measured_is_not_true()
    {
        var load = new Loaded("abort: [ 'browse.errors >= 0% for 2s', 'browse.latency.p95 > 0ms for 2s', 'browse.dropped >= 0% for 2s' ]");
        load.Second(0, completed: 0);
        Assert.Null(load.Second(1, completed: 0).Abort);
    }

    [Fact]
    public void Latency_of_a_second_in_which_the_generator_was_disturbed_is_not_measured()
    {
        var load = new Loaded("abort: [ 'browse.latency.p95 > 1ms for 2s' ]");
        load.Second(0);
        Assert.Null(load.Second(1, problem: "the processor was busy").Abort);
        Assert.Null(load.Second(2).Abort);
        Assert.Equal(3, load.Second(3).Abort!.Second);
    }

    [Fact]
    public void The_warm_up_counts_for_the_built_in_condition_only()
    {
        var load = new Loaded("warmup: 10s\nabort: [ 'browse.errors > 50% for 2s' ]", length: 100);
        for (int second = 0; second < 11; second++)
        {
            Assert.Null(load.Second(second, failed: 10).Abort);
        }

        Assert.Equal(11, load.Second(11, failed: 10).Abort!.Second);

        var builtIn = new Loaded("warmup: 10s", length: 100);
        ConditionHit? hit = null;
        for (int second = 0; hit is null && second < 100; second++)
        {
            hit = builtIn.Second(second, failed: 10).Abort;
        }

        Assert.Equal(("browse.errors > 90% for 60s", 59), (hit?.Expression, hit?.Second));
    }

    [Fact]
    public void A_scenario_is_not_looked_at_before_it_starts_and_after_its_last_second()
    {
        var load = new Loaded("abort: [ 'browse.throughput < 1/s for 2s' ]", start: 5, length: 5);
        for (int second = 0; second < 15; second++)
        {
            Assert.Null(load.Second(second, completed: second is >= 5 and < 10 ? 10 : 0).Abort);
        }
    }

    [Fact]
    public void Work_that_is_done_sends_nothing_and_that_is_no_fault_of_the_target()
    {
        var load = new Loaded(
            "abort: [ 'browse.throughput < 1/s for 2s' ]", model: "users: { count: 2, shared: 20, for: 20s }");
        load.Second(0);
        load.Second(1);
        Assert.All(Enumerable.Range(2, 10), second => Assert.Null(load.Second(second, completed: 0).Abort));
    }

    [Fact]
    public void Until_ends_its_scenario_once_and_no_condition_is_about_it_any_more()
    {
        var load = new Loaded("abort: [ 'browse.throughput < 1/s for 2s' ]", until: "errors > 50% for 2s");
        load.Second(0, failed: 10);
        Assert.Equal(("browse", 1), (load.Second(1, failed: 10).Ended.Single().Scenario, load.Watch.Ended[0].Second));
        load.Second(2, completed: 0);
        load.Second(3, completed: 0);
        Assert.Single(load.Second(4, failed: 10).Ended);
        Assert.Null(load.Watch.Abort);
    }

    [Fact]
    public void A_window_that_begins_before_what_is_kept_is_not_judged()
    {
        var load = new Loaded("abort: [ 'browse.throughput < 10/s for 5s' ]", first: 20, length: 100);
        Assert.All(Enumerable.Range(20, 10), second => Assert.Null(load.Second(second).Abort));
    }

    [Fact]
    public void What_comes_late_takes_the_place_of_what_was_known()
    {
        var recent = new RecentLoad(5);
        recent.Replace(0, [Loaded.Interval(0, 4)]);
        recent.Replace(0, [Loaded.Interval(0, 4), Loaded.Interval(0, 6, shard: 1)]);
        Assert.Equal(10, recent.Over("browse", 0, 0).Counts.Completed);
        Assert.Equal(10, LatencyHistogram.Decode(recent.Over("browse", 0, 0).Response).Count);
    }

    [Fact]
    public void Seconds_that_are_not_kept_are_still_counted()
    {
        var recent = new RecentLoad(5);
        for (int second = 0; second < 50; second++)
        {
            recent.Replace(second, [Loaded.Interval(second, 10)]);
        }

        recent.Replace(3, [Loaded.Interval(3, 99)]);
        Assert.Equal(500, recent.Total("browse").Completed);
        Assert.Equal((45, 450), (recent.First, recent.Before["browse"].Completed));
        Assert.Equal(50, recent.Over("browse", 40, 60).Counts.Completed);
    }

    /// <summary>Two shards that share 10 requests a second: half at 20 ms of service and 50 ms of response.</summary>
    private sealed class Loaded
    {
        private readonly RecentLoad _load;

        public Loaded(string top, int start = 0, int length = 60, string? until = null, string? model = null, int first = 0)
        {
            PlanParseResult parsed = PlanParser.Parse($$"""
                version: 1
                name: shop
                target: https://shop.example
                {{top}}
                load:
                  browse:
                    start: {{start}}s
                    {{model ?? $"arrivals: {{ rate: 10/s, for: {length}s }}"}}
                    flow: [ { get: / } ]
                    {{(until is null ? "" : $"until: {until}")}}
                """);
            Assert.True(parsed.IsValid, string.Join('\n', parsed.Problems));
            _load = new RecentLoad(ConditionWatch.LongestWindow(parsed.Plan!) + 4, first);
            Watch = new ConditionWatch(parsed.Plan!, _load);
        }

        public ConditionWatch Watch { get; }

        public ConditionWatch Second(int second, int completed = 10, int failed = 0, int dropped = 0, string? problem = null)
        {
            _load.Replace(second, Enumerable.Range(0, 2).Select(shard => Interval(second, completed / 2, shard) with
            {
                Counts = new IntervalCounts
                {
                    Started = completed / 2,
                    Completed = completed / 2,
                    Failed = shard == 0 ? failed / 2 : failed - (failed / 2),
                    Dropped = dropped / 2,
                },
                Generator = problem is null ? null : new GeneratorSample { Problem = problem },
            }));
            Watch.Check(second);
            return Watch;
        }

        public static LoadInterval Interval(int second, int completed, int shard = 0) => new()
        {
            Scenario = "browse",
            Shard = shard,
            Second = second,
            Counts = new IntervalCounts { Completed = completed },
            Service = Histogram(completed, 20),
            Response = Histogram(completed, 50),
        };

        private static byte[] Histogram(int count, double ms)
        {
            var histogram = new LatencyHistogram();
            for (int i = 0; i < count; i++)
            {
                histogram.Record(TimeSpan.FromMilliseconds(ms));
            }

            return histogram.Encode();
        }
    }
}
