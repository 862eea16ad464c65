using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Aggregation;

/// <summary>Load in progress: what it comes to so far, and which budgets that decides.</summary>
public sealed class LiveAggregatorTests
{
    [Fact]
    public void Numbers_are_those_of_the_seconds_so_far()
    {
        LiveAggregator live = new("run", Plan("[ browse.throughput > 2/s, browse.latency.p95 < 15ms, browse.errors < 5% ]"));
        Add(live, seconds: 4);

        IReadOnlyList<RuleResult> rules = Judge(live, second: 3, "[ browse.throughput > 2/s, browse.latency.p95 < 15ms, browse.errors < 5% ]");

        Assert.Equal([(RuleStatus.Pass, "3/s"), (RuleStatus.Fail, "20 ms"), (RuleStatus.Pass, "0 %")], rules.Select(r => (r.Status, r.Actual)));
    }

    [Fact]
    public void At_the_end_they_are_those_of_the_summary()
    {
        const string Budgets = "[ browse.throughput > 2/s, browse.latency.p95 < 15ms, browse.dropped < 1%, browse.latency.p50 < 15ms from 2s to 6s ]";
        PerfPlan plan = Plan(Budgets);
        LiveAggregator live = new("run", plan);
        RunAggregator whole = new("run", plan);
        Add(live, seconds: 10);
        for (int second = 0; second < 10; second++)
        {
            whole.Add(Of(second));
        }

        RunSummary summary = whole.Summarize([new ShardResult { Shard = 0, State = ShardState.Completed }], []);
        EvaluationInput input = new() { RunId = "run", Rules = plan.Budgets, Current = new SummaryReader(summary) };
        Assert.Equivalent(BudgetEvaluator.Judge(input).Rules, Judge(live, second: 9, Budgets), strict: true);
    }

    [Fact]
    public void A_window_that_goes_on_and_a_scenario_without_responses_have_no_data()
    {
        const string Budgets = "[ browse.latency.p95 < 1s from 2s to 6s, late.errors < 5%, 'load.errors < 5%' ]";
        LiveAggregator live = new("run", Plan(Budgets));
        Add(live, seconds: 4);

        IReadOnlyList<RuleResult> rules = Judge(live, second: 3, Budgets);

        Assert.All(rules, r => Assert.Equal(RuleStatus.NoData, r.Status));
        Assert.Equal("This window ends at 6 s.", rules[0].Reason);
    }

    [Fact]
    public void A_total_below_its_minimum_is_open_and_one_above_its_maximum_is_over()
    {
        const string Budgets = "[ browse.requests > 25, browse.requests < 10, browse.requests > 5 ]";
        LiveAggregator live = new("run", Plan(Budgets));
        Add(live, seconds: 4);

        IReadOnlyList<RuleResult> rules = Judge(live, second: 3, Budgets);

        Assert.Equal([RuleStatus.NoData, RuleStatus.Fail, RuleStatus.Pass], rules.Select(r => r.Status));
        Assert.Equal("12 so far; the total counts at the end of the load", rules[0].Reason);
    }

    [Fact]
    public void Rules_that_need_other_runs_and_rules_that_are_off_are_not_evaluated()
    {
        const string Budgets = "[ browse.latency.p95 regression < 10%, { rule: browse.errors < 5%, level: off }, browse.errors < 1% ]";
        LiveAggregator live = new("run", Plan(Budgets));
        Add(live, seconds: 4);
        Assert.Equal("browse.errors < 1%", Assert.Single(Judge(live, second: 3, Budgets)).Rule);
    }

    [Fact]
    public void Nothing_is_evaluated_during_the_warm_up_and_its_times_never_count()
    {
        const string Budgets = "[ browse.latency.p95 < 15ms ]\nwarmup: 2s";
        LiveAggregator live = new("run", Plan(Budgets));
        live.Add(Interval.Of(0, 0, 900));
        Assert.Empty(Judge(live, second: 1, Budgets));
        live.Add(Interval.Of(2, 0, 10));
        Assert.Equal(RuleStatus.Pass, Assert.Single(Judge(live, second: 2, Budgets)).Status);
    }

    [Fact]
    public void Times_of_a_noisy_generator_are_not_evaluated()
    {
        const string Budgets = "[ browse.latency.p95 < 15ms ]";
        LiveAggregator live = new("run", Plan(Budgets));
        live.Add(Interval.Of(0, 0, 10).Noise(60));
        Assert.Equal(RuleStatus.NoData, Assert.Single(Judge(live, second: 0, Budgets)).Status);
    }

    [Fact]
    public void A_shard_that_is_noisy_too_often_leaves_times_without_data_and_counts_as_they_are()
    {
        const string Budgets = "[ browse.latency.p95 < 1s, browse.errors < 5% ]";
        LiveAggregator live = new("run", Plan(Budgets));
        Add(live, seconds: 4);
        Assert.Equal([RuleStatus.Pass, RuleStatus.Pass], Judge(live, second: 3, Budgets).Select(r => r.Status));
        live.Add(Of(4).Noise(60));
        live.Add(Of(5).Noise(60));

        IReadOnlyList<RuleResult> rules = Judge(live, second: 5, Budgets);

        Assert.Equal([RuleStatus.NoData, RuleStatus.Pass], rules.Select(r => r.Status));
        Assert.StartsWith("Shard 0 was noisy in 2 of 6 seconds: ", rules[0].Reason, StringComparison.Ordinal);
    }

    private static LoadInterval Of(int second) => Interval.Of(second, 0, 10, 10, 20);

    private static void Add(LiveAggregator live, int seconds)
    {
        for (int second = 0; second < seconds; second++)
        {
            live.Add(Of(second));
        }
    }

    private static IReadOnlyList<RuleResult> Judge(LiveAggregator live, int second, string budgets) =>
        new ProvisionalEvaluator(Plan(budgets)).Judge(live.SoFar(second), second);

    private static PerfPlan Plan(string budgets) => PlanParser.Parse($$"""
        version: 1
        name: shop
        target: https://shop.example
        load:
          browse:
            arrivals: { rate: 3/s, for: 10s }
            flow: [ { get: / } ]
          late:
            arrivals: { rate: 3/s, for: 4s }
            start: 6s
            flow: [ { get: /late } ]
        budgets: {{budgets}}
        """).Plan!;
}
