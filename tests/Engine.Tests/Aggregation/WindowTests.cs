using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Aggregation;

/// <summary>Budgets over a part of the load see that part alone.</summary>
public sealed class WindowTests
{
    private static readonly PerfPlan Plan = PlanText.Valid(
        """
        version: 1
        name: shop
        warmup: 2s
        load:
          browse:
            arrivals: { rate: 10/s, for: 20s }
            flow: [ { get: / } ]
        budgets:
          - browse.latency.p95 < 50ms from 5s to 10s
          - browse.latency.p95 < 50ms from 10s to 15s
          - browse.throughput > 1/s from 5s to 10s
          - browse.errors < 1% from 15s to 20s
          - browse.dropped < 1% from 5s to 10s
          - browse.latency.p95 < 50ms
        """);

    [Fact]
    public void A_rule_with_a_window_is_judged_by_the_seconds_in_it()
    {
        IReadOnlyList<RuleResult> rules = Judge([.. Seconds(0, 15, s => s < 10 ? 10 : 100)]);

        Assert.Equal(
            [RuleStatus.Pass, RuleStatus.Fail, RuleStatus.Pass, RuleStatus.NoData, RuleStatus.Pass, RuleStatus.Fail], rules.Select(r => r.Status));
        Assert.Equal(2, rules[2].Value);
        Assert.Equal("No request of 'browse' from 15s to 20s completed.", rules[3].Reason);
    }

    [Fact]
    public void A_window_in_which_the_generator_was_disturbed_too_often_has_no_latency()
    {
        LoadInterval[] intervals = [.. Seconds(0, 20, _ => 10)];
        intervals[12] = intervals[12].Noise(80);

        IReadOnlyList<RuleResult> rules = Judge(intervals);

        Assert.Equal((RuleStatus.Pass, RuleStatus.NoData), (rules[0].Status, rules[1].Status));
        Assert.Contains("1 of 5 shard-seconds excluded: iterations started 80 ms late", rules[1].Reason,
            StringComparison.Ordinal);
        Assert.Equal(RuleStatus.Pass, rules[5].Status);
    }

    [Fact]
    public void A_window_that_the_load_did_not_live_to_the_end_of_has_no_numbers()
    {
        string always = Plan.Abort.Single().Expression;
        IReadOnlyList<RuleResult> rules = Judge([.. Seconds(0, 13, _ => 10)], new ConditionHit("browse", always, 12, 0.95));

        Assert.Equal([RuleStatus.Pass, RuleStatus.NoData, RuleStatus.Pass, RuleStatus.NoData], rules.Take(4).Select(r => r.Status));
        Assert.Equal("The load ended after 13 s, before the end of this window.", rules[1].Reason);
    }

    [Fact]
    public void Arrivals_of_a_shard_that_never_came_back_are_missed_in_the_window_too()
    {
        ShardResult lost = new() { Shard = 1, State = ShardState.Lost, Reason = "Shard 1 never came back." };
        IReadOnlyList<RuleResult> rules = Judge([.. Seconds(0, 20, _ => 10)], lost);

        Assert.Equal((RuleStatus.Fail, 0.8), (rules[4].Status, rules[4].Value));
    }

    private static IEnumerable<LoadInterval> Seconds(int from, int to, Func<int, double> ms) =>
        Enumerable.Range(from, to - from).Select(s => Interval.Of(s, 0, ms(s), ms(s)));

    private static IReadOnlyList<RuleResult> Judge(LoadInterval[] intervals, ConditionHit hit) => Judge(intervals, [], [hit]);

    private static IReadOnlyList<RuleResult> Judge(LoadInterval[] intervals, params ShardResult[] more) => Judge(intervals, more, []);

    private static IReadOnlyList<RuleResult> Judge(LoadInterval[] intervals, ShardResult[] more, ConditionHit[] hits)
    {
        RunAggregator aggregator = new("r", Plan);
        Array.ForEach(intervals, aggregator.Add);
        RunSummary summary = aggregator.Summarize([new ShardResult { Shard = 0, State = ShardState.Completed }, .. more], [], hits);
        return BudgetEvaluator.Judge(new EvaluationInput { RunId = "r", Rules = Plan.Budgets, Current = new SummaryReader(summary) }).Rules;
    }
}
