using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Aggregation;

/// <summary>What intervals come to: which seconds count, which latencies are left out, and what a reader is told.</summary>
public sealed class RunAggregatorTests
{
    [Fact]
    public void The_warm_up_is_on_the_timeline_and_in_no_other_figure()
    {
        RunAggregator aggregator = For("warmup: 2s");
        aggregator.Add(Interval.Of(0, 0, 900, 900) with { Errors = new Dictionary<string, long> { ["timeout"] = 1 } });
        aggregator.Add(Interval.Of(1, 0, 800));
        aggregator.Add(Interval.Of(2, 0, 10, 10, 10));

        RunSummary summary = Summarize(aggregator);
        ScenarioSummary browse = summary.Scenarios.Single();

        Assert.Equal((3, 3, 8.0, 2.0), (browse.Counts.Completed, browse.CompletedInTime, browse.DurationSeconds, browse.WarmupSeconds));
        Assert.Equal((6, 100), (browse.Delivery.Started, browse.Planned));
        Assert.Empty(browse.Errors);
        Assert.Equal(10, LatencyHistogram.Decode(browse.Response).MaxMs, 0.1);
        Assert.Equal(3, LatencyHistogram.Decode(browse.Phases[RequestPhase.Wait]).Count);
        Assert.Equal([true, true, false], browse.Timeline.Select(p => p.Warmup));
        Assert.InRange(browse.Timeline[0].P99Ms!.Value, 900, 901);
        Assert.Contains("browse: warm-up of 2s is excluded from all results except the arrivals.", summary.Notes);
        Assert.Contains("browse: 6 of 100 planned arrivals started (6 %), 6 requests sent.", summary.Notes);
    }

    [Fact]
    public void A_disturbed_second_counts_but_its_times_do_not()
    {
        RunAggregator aggregator = For();
        for (int second = 0; second < 10; second++)
        {
            LoadInterval interval = Interval.Of(second, 0, second is 4 or 5 ? 5000 : 10);
            aggregator.Add(second is 4 or 5 ? interval.Noise(60 + second) : interval);
        }

        RunSummary summary = Summarize(aggregator);
        ScenarioSummary browse = summary.Scenarios.Single();

        Assert.Equal(10, browse.Counts.Completed);
        Assert.Equal(10, LatencyHistogram.Decode(browse.Response).MaxMs, 0.1);
        Assert.Equal(8, LatencyHistogram.Decode(browse.Service).Count);
        Assert.Equal((null, "iterations started 64 ms late; use more shards or a lower rate"), (browse.Timeline[4].P50Ms, browse.Timeline[4].Noise));
        Assert.Contains("browse: latency of 2 of 10 shard-seconds excluded: iterations started 65 ms late; use more shards or a lower rate.", summary.Notes);
        Assert.Null(browse.LatencyMissing);
    }

    [Fact]
    public void When_all_latencies_are_left_out_there_is_none_and_the_reason_is_reported()
    {
        RunAggregator aggregator = For();
        aggregator.Add(Interval.Of(0, 0, 10).Noise(70));

        RunSummary summary = Summarize(aggregator);
        MetricReading p95 = new SummaryReader(summary).Read(new MetricReference("browse", "latency", "p95"));

        Assert.Null(p95.Value);
        Assert.Contains("iterations started 70 ms late", p95.Missing, StringComparison.Ordinal);
        Assert.Equal(0, new SummaryReader(summary).Read(new MetricReference("browse", "errors", "")).Value);
    }

    [Fact]
    public void The_generators_worst_of_all_shards_is_kept_second_by_second()
    {
        RunAggregator aggregator = For();
        aggregator.Add(Interval.Of(1, 0, 10));
        aggregator.Add(Interval.Of(1, 7, 10));
        aggregator.Add(Interval.Of(2, 0, 10).Noise(70));

        GeneratorSummary generator = Summarize(aggregator).Generator!;

        Assert.Equal((0.17, 70, 3), (generator.Peak.Cpu, generator.Peak.SendLagMs, generator.Peak.Sockets));
        Assert.Equal([(1, 0.17, 1.0), (2, 0, 70)], generator.Timeline.Select(p => (p.Second, p.Peak.Cpu, p.Peak.SendLagMs)));
    }

    [Fact]
    public void The_ten_slowest_traced_requests_of_the_run_are_kept()
    {
        RunAggregator aggregator = For();
        foreach (int i in Enumerable.Range(0, 30))
        {
            double ms = i * 7 % 30;
            aggregator.Add(Interval.Of(i % 5, i, 10) with { Exemplars = [new Exemplar($"{i:x32}", "GET /", i % 5, ms, null)] });
        }

        Assert.Equal(Enumerable.Range(20, 10).Reverse().Select(ms => (double)ms), Summarize(aggregator).Scenarios[0].Exemplars.Select(e => e.ResponseMs));
    }

    [Fact]
    public void Late_starts_and_drops_are_reported_with_the_queue_that_service_time_hides()
    {
        RunAggregator aggregator = For();
        aggregator.Add(Interval.Of(0, 0, [.. Enumerable.Repeat(400.0, 50)]));

        Assert.Contains(
            "browse: requests queued before they were sent: response p99 is 400 ms, service p99 200 ms. Service time alone hides this (coordinated omission).",
            Summarize(aggregator).Notes);
    }

    [Fact]
    public void A_scenario_that_its_condition_ended_is_measured_up_to_there()
    {
        RunAggregator aggregator = For("", "until: errors > 1% for 2s");
        for (int second = 0; second < 7; second++)
        {
            aggregator.Add(Interval.Of(second, 0, 10, 10));
        }

        var hit = new ConditionHit("browse", "errors > 1% for 2s", 4, 0.032);
        RunSummary summary = aggregator.Summarize([Shard()], [], [hit]);
        ScenarioSummary browse = summary.Scenarios.Single();

        Assert.Equal((5.0, 10, 14), (browse.DurationSeconds, browse.CompletedInTime, browse.Due!.Value));
        Assert.Equal(2, new SummaryReader(summary).Read(new MetricReference("browse", "throughput", "")).Value);
        Assert.Equal(0, new SummaryReader(summary).Read(new MetricReference("browse", "dropped", "")).Value);
        Assert.Contains("browse: ended after 5s, when 'errors > 1% for 2s' became true (3.2 %).", summary.Notes);
    }

    [Fact]
    public void A_set_amount_of_work_is_measured_until_it_is_done()
    {
        RunAggregator aggregator = new("r", PlanOf("", "", "users: { count: 2, iterations: 6, for: 10m }"));
        for (int second = 0; second < 3; second++)
        {
            aggregator.Add(Interval.Of(second, 0, 10, 10, 10, 10));
        }

        RunSummary summary = Summarize(aggregator);

        Assert.Equal((3.0, 12), (summary.Scenarios[0].DurationSeconds, summary.Scenarios[0].CompletedInTime));
        Assert.Equal(4, new SummaryReader(summary).Read(new MetricReference("browse", "throughput", "")).Value);
    }

    [Fact]
    public void A_long_run_has_a_point_for_some_seconds_each_whatever_the_order()
    {
        PerfPlan plan = PlanOf("", "", "arrivals: { rate: 1/s, for: 2h }");
        RunAggregator inOrder = new("r", plan), late = new("r", plan);
        LoadInterval[] kinds = [.. Enumerable.Range(0, 10).Select(i => Interval.Of(0, 0, 10 + i))];
        LoadInterval[] all = [.. Enumerable.Range(0, 7200).Select(s => kinds[s % kinds.Length] with { Second = s })];
        Array.ForEach(all, inOrder.Add);
        Array.ForEach([.. all.Reverse()], late.Add);

        IReadOnlyList<TimelinePoint> timeline = Summarize(inOrder).Scenarios[0].Timeline;

        Assert.Equal(3600, timeline.Count);
        Assert.All(timeline, p => Assert.Equal((2, 2), (p.Seconds, p.Counts.Completed)));
        Assert.Equal(timeline, Summarize(late).Scenarios[0].Timeline);
        Assert.Equal(11, timeline[0].P99Ms!.Value, 0.1);
    }

    private static RunAggregator For(string plan = "", string scenario = "") => new("r", PlanOf(plan, scenario, "arrivals: { rate: 10/s, for: 10s }"));

    private static PerfPlan PlanOf(string plan, string scenario, string model) => PlanText.Valid(
        $$"""
        version: 1
        name: shop
        {{plan}}
        load:
          browse:
            {{model}}
            {{scenario}}
            flow: [ { get: / } ]
        """);

    private static ShardResult Shard() => new() { Shard = 0, State = ShardState.Completed };

    private static RunSummary Summarize(RunAggregator aggregator) => aggregator.Summarize([Shard()], []);
}
