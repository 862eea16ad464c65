using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Aggregation;

/// <summary>Series of a scenario, merged over shards and seconds and asked for by budgets.</summary>
public class SeriesAggregationTests
{
    private const string Plan =
        """
        version: 1
        name: shop
        load:
          browse:
            arrivals: { rate: 3/s, for: 60s }
            flow: [ { get: /list, name: list, check: { full: $.a } }, { get: /cart, name: cart, measure: { size: { json: $.n, unit: bytes } } } ]
        """;

    [Fact]
    public void Every_series_of_the_plan_is_there_in_the_order_of_the_flow_even_when_nothing_happened() => Assert.Equal(
        [("request.list", 0), ("request.cart", 0), ("iterations", 0), ("check.full", 0), ("measure.size", 0)],
        Summarize([]).Scenarios[0].Series.Select(s => (s.Key, (int)s.Counts.Completed)));

    [Fact]
    public void Numbers_of_a_series_are_its_own()
    {
        SummaryReader numbers = new(Summarize(Seconds(60)));
        Assert.Equal(20, Read(numbers, "request.list.latency", "p95"), 0.1);
        Assert.Equal(80, Read(numbers, "request.cart.latency", "p95"), 0.1);
        Assert.Equal(0.5, Read(numbers, "request.cart.errors"));
        Assert.Equal(2, Read(numbers, "request.cart.throughput"));
        Assert.Equal(0.75, Read(numbers, "check.full"));
        Assert.InRange(Read(numbers, "measure.size", "p95"), 4_995_000_000, 5_005_000_000);
        Assert.Equal(7, Read(numbers, "request.cart.server-timing.db", "max"), 0.01);
    }

    [Fact]
    public void An_entry_of_server_timing_stands_behind_its_request() => Assert.Equal(
        ["request.list", "request.cart", "request.cart.server-timing.db", "iterations", "check.full", "measure.size"],
        Summarize(Seconds(2)).Scenarios[0].Series.Select(s => s.Key));

    [Fact]
    public void A_target_that_names_ever_new_entries_gets_twenty_of_them() => Assert.Equal(20, Summarize(
        Enumerable.Range(0, 500).Select(i => Interval.Of(0, 0, 20) with { Series = [Request($"request.cart.server-timing.e{i}", 1, 0, 5)] }))
        .Scenarios[0].Series.Count(s => s.Key.Contains("server-timing", StringComparison.Ordinal)));

    [Theory]
    [InlineData(5, true, "browse: 5 of 5 iterations failed: shop.js line 7: TypeError.")]
    [InlineData(4, false, "browse: 4 of 5 iterations failed: shop.js line 7: TypeError.")]
    public void A_run_in_which_no_iteration_came_to_its_end_is_degraded(int failed, bool isDegraded, string note)
    {
        RunSummary summary = Summarize(Broken(new() { ["shop.js line 7: TypeError"] = failed }));
        Assert.Equal((isDegraded, note), (summary.Degraded, summary.Notes[0]));
    }

    [Fact]
    public void Reasons_for_broken_iterations_are_listed_without_requests_that_failed()
    {
        RunSummary summary = Summarize(Broken(new() { ["d"] = 1, ["a"] = 1, ["list"] = 90, ["c"] = 2, ["b"] = 1 }, completed: 95));
        Assert.Equal("browse: 5 of 95 iterations failed: 2 × c; 1 × a; 1 × b; and 1 more.", summary.Notes[0]);
        Assert.False(summary.Degraded);
    }

    [Fact]
    public void A_request_that_was_never_sent_is_no_data() =>
        Assert.Equal(RunOutcome.NoData, Judge(Summarize([]), "browse.request.cart.latency.p95 < 300ms").Outcome);

    [Theory]
    [InlineData("browse.request.cart.latency.p95 < 100ms", RuleStatus.Pass)]
    [InlineData("browse.request.cart.latency.p95 < 50ms", RuleStatus.Fail)]
    [InlineData("browse.check.full > 99.9%", RuleStatus.Fail)]
    [InlineData("browse.measure.size.p95 < 6000MB", RuleStatus.Pass)]
    [InlineData("browse.request.cart.server-timing.db.p95 < 5ms", RuleStatus.Fail)]
    [InlineData("browse.request.cart.latency.p95 < 100ms from 10s to 20s", RuleStatus.Pass)]
    [InlineData("browse.iterations.p95 < 3s", RuleStatus.NoData)]
    public void A_budget_about_a_series_is_judged_by_it(string rule, RuleStatus status) =>
        Assert.Equal(status, Judge(Summarize(Seconds(60), rule), rule).Rules[0].Status);

    [Fact]
    public void A_regression_of_one_request_fails_its_row_alone_and_is_the_named_cause_of_the_whole()
    {
        string[] rules = ["browse.request.list.latency.p95 regression < 5%", "browse.request.cart.latency.p95 regression < 5%", "browse.latency.p95 regression < 5%"];
        RunSummary[] before = [.. Enumerable.Range(0, 3).Select(i => Summarize(Seconds(60, cart: 80 + (i / 10.0)), rules))];
        RunSummary now = Summarize(Seconds(60, cart: 92, db: 19), rules);
        IReadOnlyList<BudgetRule> budgets = PlanOf(rules).Budgets;
        Verdict verdict = BudgetEvaluator.Judge(new EvaluationInput { RunId = "r", Rules = budgets, Current = new SummaryReader(now), Baseline = [.. before.Select(b => new SummaryReader(b))] });
        verdict = Engine.Verdicts.Causes.RuleCauses.Explain(verdict, budgets, now, before);

        Assert.Equal([RuleStatus.Pass, RuleStatus.Fail, RuleStatus.Fail], verdict.Rules.Select(r => r.Status));
        Assert.Equal("The target's Server-Timing entry 'db' grew by 12 ms on average (7 ms → 19 ms).", Assert.Single(verdict.Rules[1].Causes));
        string cause = verdict.Rules[2].Causes[0];
        Assert.StartsWith("cart got slower: latency p95 80.1 ms → 92 ms, +14.", cause, StringComparison.Ordinal);
        Assert.EndsWith("The target's Server-Timing entry 'db' grew by 12 ms on average (7 ms → 19 ms).", cause, StringComparison.Ordinal);
        Assert.DoesNotContain("list", cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("browse.latency.p95 < 50ms", "The slowest request is cart: p95 80.1 ms; the next is 20 ms.")]
    [InlineData("browse.service.p95 < 50ms", "The slowest request is list: p95 60 ms; the next is 30 ms.")]
    public void Without_a_baseline_the_slowest_request_is_named(string rule, string cause)
    {
        RunSummary now = Summarize(Seconds(60).Select(i => i with
        {
            Service = Interval.Histogram([60, 60, 60]),
            Series = [.. i.Series.Select(s => s with { Service = s.Key == "request.list" ? Interval.Histogram([60]) : Interval.Histogram([30, 30]) })],
        }));
        IReadOnlyList<BudgetRule> budgets = PlanOf(rule).Budgets;
        Verdict verdict = Engine.Verdicts.Causes.RuleCauses.Explain(Judge(now, rule), budgets, now, []);
        Assert.Equal(cause, verdict.Rules[0].Causes[0]);
    }

    [Fact]
    public void Two_runs_are_compared_request_by_request()
    {
        RunComparison compared = RunComparer.Compare(Summarize(Seconds(60)), Summarize(Seconds(60, cart: 120)), 0.05);
        Assert.Equal(Engine.Statistics.RegressionOutcome.Worse, compared.Numbers.Single(n => n.Metric == "browse.request.cart.latency.p95").Outcome);
        Assert.Equal(Engine.Statistics.RegressionOutcome.Same, compared.Numbers.Single(n => n.Metric == "browse.request.list.latency.p95").Outcome);
    }

    [Fact]
    public void Of_many_examples_of_a_failure_the_first_and_the_latest_are_kept()
    {
        LoadInterval[] intervals =
        [
            .. Enumerable.Range(0, 9).Reverse().Select(second => Interval.Of(second, 0, 10) with { Failures = [new FailureSample("cart", "timeout", second, 0)] }),
        ];
        Assert.Equal([0, 7, 8], Summarize(intervals).Scenarios[0].Failures.Select(f => f.Second));
    }

    [Fact]
    public void Seconds_of_a_noisy_generator_count_but_their_times_do_not()
    {
        LoadInterval[] intervals = [.. Seconds(60).Select(i => i.Second == 5 ? i.Noise(90) : i)];
        SeriesSummary list = Summarize(intervals).Scenarios[0].Series[0];
        Assert.Equal((60, 59), (list.Counts.Completed, Engine.Histograms.LatencyHistogram.Decode(list.Response).Count));
    }

    [Fact]
    public void Values_that_are_no_times_count_whatever_the_generator_suffered()
    {
        var numbers = new SummaryReader(Summarize(Seconds(60).Select(i => i.Noise(90)), "browse.measure.size.p95 < 6000MB from 10s to 20s"));
        Assert.InRange(Read(numbers, "measure.size", "p95"), 4_995_000_000, 5_005_000_000);
        var window = new MetricReference("browse", "measure.size", "p95") { Window = new TimeWindow(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20)) };
        Assert.InRange(numbers.Read(window).Value!.Value, 4_995_000_000, 5_005_000_000);
        Assert.Null(numbers.Read(new MetricReference("browse", "request.cart.latency", "p95")).Value);
    }

    private static double Read(SummaryReader numbers, string metric, string aggregate = "")
    {
        MetricReading reading = numbers.Read(new MetricReference("browse", metric, aggregate));
        Assert.True(reading.Value is not null, reading.Missing);
        return reading.Value!.Value;
    }

    private static IEnumerable<LoadInterval> Seconds(int count, double cart = 80, double db = 7) => Enumerable.Range(0, count).Select(second =>
        Interval.Of(second, 0, 20, cart, cart) with
        {
            Series =
            [
                Request("request.cart", 2, 1, cart),
                Request("request.list", 1, 0, 20),
                Request("request.cart.server-timing.db", 2, 0, db),
                Request("request.unknown", 9, 9, 1),
                new SeriesInterval { Key = "check.full", Counts = new IntervalCounts { Completed = 4, Failed = 1 } },
                Request("measure.size", 1, 0, 5_000),
            ],
        });

    private static LoadInterval[] Broken(Dictionary<string, long> errors, int completed = 5) =>
    [
        Interval.Of(0, 0, 20, 20) with
        {
            Series = [new SeriesInterval { Key = "iterations", Counts = new() { Completed = completed, Failed = errors.Values.Sum() }, Errors = errors }],
        },
    ];

    private static SeriesInterval Request(string key, int count, int failed, double ms) => new()
    {
        Key = key,
        Counts = new IntervalCounts { Sent = count, Completed = count, Failed = failed },
        Response = Interval.Histogram([.. Enumerable.Repeat(ms, count)]),
        Service = Interval.Histogram([.. Enumerable.Repeat(ms, count)]),
    };

    private static Verdict Judge(RunSummary summary, string rule) => BudgetEvaluator.Judge(
        new EvaluationInput { RunId = "r", Rules = PlanOf(rule).Budgets, Current = new SummaryReader(summary) });

    private static PerfPlan PlanOf(params string[] rules) => PlanText.Valid(
        rules.Length == 0 ? Plan : $"{Plan}\nbudgets:\n{string.Join('\n', rules.Select(r => $"  - {r}"))}");

    private static RunSummary Summarize(IEnumerable<LoadInterval> intervals, params string[] rules)
    {
        var aggregator = new RunAggregator("r", PlanOf(rules));
        foreach (LoadInterval interval in intervals)
        {
            aggregator.Add(interval);
        }

        return aggregator.Summarize([], []);
    }
}
