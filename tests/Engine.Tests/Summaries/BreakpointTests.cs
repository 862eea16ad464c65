using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Summaries;

/// <summary>The last good rate is one that was held before the trouble began, never one that was only asked for.</summary>
public sealed class BreakpointTests
{
    private const string Until = "errors > 1% for 5s";
    private const string Steps = "{ rate: 10/s, for: 20s }, { rate: 20/s, for: 20s }, { rate: 30/s, for: 20s }";
    private const string Ramp = "{ rate: 10/s, for: 20s }, { from: 10/s, to: 50/s, over: 40s }";

    [Theory]
    [InlineData(Steps, 44, 20)]
    [InlineData(Steps, 43, 10)]
    [InlineData(Steps, 30, 10)]
    [InlineData(Steps, 10, 0)]
    [InlineData(Ramp, 44, 30)]
    [InlineData(Ramp, 24, 10)]
    public void The_last_good_rate_was_held_before_the_window_of_the_condition_began(string stages, int hitSecond, double expected) =>
        Assert.Equal(expected, Breakpoint.Of(ScenarioOf(stages), new ConditionHit("browse", Until, hitSecond, 0.02), null).LastGoodRate!.Value, 9);

    [Fact]
    public void The_start_of_the_scenario_is_taken_off() =>
        Assert.Equal(20, Breakpoint.Of(ScenarioOf(Steps, "start: 1m"), new ConditionHit("browse", Until, 104, 0.02), null).LastGoodRate);

    [Fact]
    public void A_target_that_never_broke_kept_up_to_the_highest_rate_asked()
    {
        BreakpointSummary found = Breakpoint.Of(ScenarioOf(Steps), null, null);
        Assert.Equal((30, "The target sustained the highest planned rate, 30/s."), (found.LastGoodRate!.Value, found.Words));
    }

    [Fact]
    public void The_words_name_the_rate_that_was_too_much() => Assert.Equal(
        "The target sustained 20/s; at 30/s 'errors > 1% for 5s' became true.",
        Breakpoint.Of(ScenarioOf(Steps), new ConditionHit("browse", Until, 47, 0.02), null).Words);

    [Theory]
    [InlineData(ShardState.Cancelled, "There is no breakpoint: The run was stopped.")]
    [InlineData(ShardState.Saturated, "There is no breakpoint: The run was stopped.")]
    public void A_run_that_was_cut_off_or_could_not_keep_up_has_no_breakpoint(ShardState state, string reason)
    {
        RunAggregator aggregator = new("r", PlanOf(Steps));
        aggregator.Add(Interval.Of(0, 0, 10));
        MetricReading reading = Read(aggregator.Summarize([new ShardResult { Shard = 0, State = state, Reason = "The run was stopped." }], []));
        Assert.Equal(MetricReading.None(reason), reading);
    }

    [Fact]
    public void A_budget_reads_the_last_good_rate_and_the_steps_stand_by_themselves()
    {
        RunAggregator aggregator = new("r", PlanOf(Steps));
        foreach (int second in Enumerable.Range(0, 48))
        {
            aggregator.Add(Interval.Of(second, 0, [.. Enumerable.Repeat(second / 20 * 10.0 + 5, 4)]));
        }

        RunSummary summary = aggregator.Summarize(
            [new ShardResult { Shard = 0, State = ShardState.Completed }], [], [new ConditionHit("browse", Until, 47, 0.02)]);
        ScenarioSummary browse = summary.Scenarios.Single();

        Assert.Equal(20, Read(summary).Value);
        Assert.Equal([(0, 20, 10.0), (20, 40, 20.0)], browse.Steps.Select(s => (s.FromSecond, s.ToSecond, s.Rate)));
        Assert.Equal([80, 80, 32], browse.Windows.Select(w => w.Counts.Completed));
        Assert.Equal(15, LatencyHistogram.Decode(browse.Windows[1].Response).PercentileMs(50), 0.1);
        Assert.Contains("browse: The target sustained 20/s; at 30/s 'errors > 1% for 5s' became true.", summary.Notes);
    }

    [Fact]
    public void A_scenario_without_until_looked_for_no_breakpoint() =>
        Assert.NotNull(new SummaryReader(new RunSummary { RunId = "r", Scenarios = [new() { Name = "browse", Model = "", DurationSeconds = 1 }] })
            .Read(new MetricReference("browse", LoadMetric.Breakpoint, "")).Missing);

    private static MetricReading Read(RunSummary summary) =>
        new SummaryReader(summary).Read(new MetricReference("browse", LoadMetric.Breakpoint, ""));

    private static Scenario ScenarioOf(string stages, string more = "") => PlanOf(stages, more).Load.Single();

    private static PerfPlan PlanOf(string stages, string more = "") => PlanText.Valid(
        $$"""
        version: 1
        name: shop
        load:
          browse:
            arrivals: [ {{stages}} ]
            until: {{Until}}
            {{more}}
            flow: [ { get: / } ]
        """);
}
