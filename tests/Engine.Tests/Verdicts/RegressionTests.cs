using System.Text.Json;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Verdicts;

public class RegressionTests
{
    // Twelve values a side, within 2 % of each other.
    [Theory]
    [InlineData(100, 103, RuleStatus.Pass, "3 %", "passed: the candidate is 3 % higher (95 % interval 2")]
    [InlineData(100, 125, RuleStatus.Fail, "25 %", "the candidate is 25 % higher (95 % interval 24")]
    [InlineData(100, 50, RuleStatus.Pass, "-50 %", "passed: the candidate is 50 % lower")]
    [InlineData(100, 100, RuleStatus.Pass, "0 %", "passed: the candidate is the same")]
    public void Latency_gets_worse_by_growing(double before, double now, RuleStatus status, string actual, string reason)
    {
        RuleResult row = Judge("browse.latency.p95", Around(before), Around(now));
        Assert.Equal((status, actual, "10 %"), (row.Status, row.Actual, row.Expected));
        Assert.StartsWith(reason, row.Reason, StringComparison.Ordinal);
        Assert.Equal((12, 12, 1), (row.Comparison!.SampleBase, row.Comparison.SampleHead, row.Comparison.BaseRuns));
    }

    [Theory]
    [InlineData(50, 40, RuleStatus.Fail, "20 %", "−20 %")]
    [InlineData(50, 49, RuleStatus.Pass, "2 %", "−2 %")]
    [InlineData(50, 90, RuleStatus.Pass, "-80 %", "+80 %")]
    public void Throughput_gets_worse_by_shrinking(double before, double now, RuleStatus status, string actual, string change)
    {
        RuleResult row = Judge("browse.throughput", Around(before), Around(now));
        Assert.Equal((status, actual), (row.Status, row.Actual));
        Assert.StartsWith(change, row.Comparison!.ChangeText, StringComparison.Ordinal);
    }

    // "requests" is a metric of both kinds, and worse in opposite directions.
    [Theory]
    [InlineData("browse.requests", RuleStatus.Pass)]
    [InlineData("home.requests.p50", RuleStatus.Fail)]
    public void More_requests_are_worse_for_a_page_and_better_for_a_scenario(string metric, RuleStatus status) =>
        Assert.Equal(status, Judge(metric, Around(100), Around(150)).Status);

    [Fact]
    public void Noise_across_the_limit_is_neither_kept_nor_broken_and_the_run_is_not_passed()
    {
        double[] wide = [80, 90, 100, 110, 120, 130];
        Verdict verdict = Verdict("browse.latency.p95 regression < 10%", wide, [.. wide.Select(v => v * 1.08)]);
        RuleResult row = verdict.Rules[0];
        Assert.Equal((RuleStatus.Inconclusive, RunOutcome.Warned), (row.Status, verdict.Outcome));
        Assert.StartsWith("inconclusive: the candidate is 8", row.Reason, StringComparison.Ordinal);
        Assert.StartsWith("inconclusive: 1 of 1 budget: browse.latency.p95 regression +8", verdict.Headline, StringComparison.Ordinal);
        Assert.True(row.Comparison!.MoreNeeded > 0);
    }

    [Fact]
    public void Values_too_few_to_show_anything_are_inconclusive_however_far_apart_they_are()
    {
        RuleResult row = Judge("home.lcp.p50", [100, 101], [900, 901]);
        Assert.Equal(RuleStatus.Inconclusive, row.Status);
        Assert.Contains("are too few for a result", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ten_rules_judged_together_each_has_a_wider_interval()
    {
        string[] metrics = [.. new[] { "p50", "p75", "p90", "p95", "p99", "p99.9", "min", "max", "mean" }.Select(a => $"browse.latency.{a}"), "browse.throughput"];
        (Numbers before, Numbers now) = (new Numbers(), new Numbers());
        foreach (string metric in metrics)
        {
            before.WithSamples(metric, Around(100));
            now.WithSamples(metric, Around(102));
        }

        Verdict verdict = BudgetEvaluatorTests.Judge(string.Join(';', metrics.Select(m => m + " regression < 10%")), before, current: now);
        Assert.All(verdict.Rules, r => Assert.Equal(0.995, r.Comparison!.Level!.Value, 1e-9));
        Assert.StartsWith("All 10 budgets passed; browse.latency.p50 +2 %", verdict.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_where_there_were_none_break_any_limit_and_none_on_both_sides_keep_it()
    {
        double[] none = new double[8];
        RuleResult row = Judge("browse.errors", none, [.. Enumerable.Repeat(0.1, 8)]);
        Assert.Equal((RuleStatus.Fail, "more than zero", "from zero"), (row.Status, row.Actual, row.Comparison!.ChangeText));
        Assert.Equal((RuleStatus.Pass, "0 %"), (Judge("browse.errors", none, none).Status, Judge("browse.errors", none, none).Actual));
    }

    [Fact]
    public void Runs_of_the_baseline_that_differ_too_much_leave_the_rule_open()
    {
        Numbers Run(double level) => new Numbers().WithSamples("browse.latency.p95", Around(level));
        Verdict verdict = BudgetEvaluator.Judge(new EvaluationInput
        {
            RunId = "r",
            Rules = [Numbers.Rule("browse.latency.p95 regression < 10%")],
            Current = Run(140),
            Baseline = [Run(100), Run(120), Run(90)],
        });
        Assert.Equal((RuleStatus.Inconclusive, RunOutcome.Warned), (verdict.Rules[0].Status, verdict.Outcome));
        Assert.Contains("the baseline runs differ from each other by 14", verdict.Rules[0].Reason, StringComparison.Ordinal);
        Assert.Equal(3, verdict.Rules[0].Comparison!.BaseRuns);
    }

    [Theory]
    [InlineData(50, 46, RuleStatus.Pass)]
    [InlineData(50, 40, RuleStatus.Fail)]
    [InlineData(0, 0, RuleStatus.Pass)]
    public void A_number_that_a_run_has_one_of_is_compared_by_itself(double before, double now, RuleStatus status)
    {
        RuleResult row = BudgetEvaluatorTests.Judge(
            "browse.breakpoint regression < 10%", new Numbers().With("browse.breakpoint", before), current: new Numbers().With("browse.breakpoint", now)).Rules[0];
        Assert.Equal(status, row.Status);
    }

    [Theory]
    [InlineData(43, RuleStatus.Inconclusive)]
    [InlineData(35, RuleStatus.Fail)]
    public void A_number_that_a_run_has_one_of_is_broken_only_by_more_than_runs_may_differ(double now, RuleStatus status)
    {
        RuleResult row = BudgetEvaluator.Judge(new EvaluationInput
        {
            RunId = "r",
            Rules = [Numbers.Rule("browse.breakpoint regression < 10%")],
            Current = new Numbers().With("browse.breakpoint", now),
            Baseline = [.. new double[] { 50, 53, 48, 51, 49 }.Select(v => new Numbers().With("browse.breakpoint", v))],
        }).Rules[0];
        Assert.Equal(status, row.Status);
        Assert.Equal(status == RuleStatus.Inconclusive, row.Reason.EndsWith("the limit is 10 %, and single runs may differ by as much", StringComparison.Ordinal));
        Assert.InRange(row.Comparison!.Low!.Value, -0.5, row.Comparison.Shift!.Value);
    }

    // Nine loads of ten tell the same as all of them, or the one that was noisy decides.
    [Theory]
    [InlineData(100, 130, 130, RuleStatus.Fail)]
    [InlineData(100, 100, 130, RuleStatus.Pass)]
    [InlineData(100, 100, 1000, RuleStatus.Pass)]
    public void What_undisturbed_loads_show_by_themselves_stands(double before, double now, double noisy, RuleStatus status)
    {
        Numbers head = new Numbers().WithLoads("home.lcp.p50", Around(now), Many(noisy, 2));
        Assert.Equal(status, Loads(new Numbers().WithSamples("home.lcp.p50", Around(before)), head).Status);
    }

    [Fact]
    public void A_run_that_is_slower_by_its_disturbed_loads_alone_is_inconclusive()
    {
        RuleResult row = Loads(new Numbers().WithSamples("home.lcp.p50", Around(100)), new Numbers().WithLoads("home.lcp.p50", [100], Many(140, 12)));
        Assert.Equal(RuleStatus.Inconclusive, row.Status);
        Assert.EndsWith("but 12 loads were noisy: Other work; so the machine may be the cause, not the page", row.Reason, StringComparison.Ordinal);
        Assert.Equal(1, row.Comparison!.MoreNeeded);
    }

    [Fact]
    public void A_disturbed_baseline_hides_no_regression()
    {
        Numbers slow = new Numbers().WithLoads("home.lcp.p50", [100], Many(140, 10));
        RuleResult row = Loads(slow, new Numbers().WithSamples("home.lcp.p50", Around(130)));
        Assert.Equal(RuleStatus.Inconclusive, row.Status);
        Assert.EndsWith("but of the baseline 10 loads were noisy: Other work; so the page may be slower than measured", row.Reason, StringComparison.Ordinal);
        Assert.Equal(RuleStatus.Fail, Loads(slow, new Numbers().WithSamples("home.lcp.p50", Around(180))).Status);
        Assert.Equal(RuleStatus.Pass, Loads(new Numbers().WithLoads("home.lcp.p50", Around(100), 140), new Numbers().WithSamples("home.lcp.p50", Around(101))).Status);
    }

    [Fact]
    public void Loads_in_turns_are_held_against_undisturbed_ones_too()
    {
        Numbers run = new Numbers().WithSamples("home.lcp.p50", Around(130)).WithAgainst("home.lcp.p50", [100], Many(140, 10));
        RuleResult row = Loads(new Numbers(), run);
        Assert.Equal(RuleStatus.Inconclusive, row.Status);
        Assert.Contains("10 loads of https://base.example/ were noisy", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_are_the_same_on_a_disturbed_machine()
    {
        Numbers before = new Numbers().WithLoads("home.bytes.p50", [100], Many(100, 9));
        Assert.Equal(RuleStatus.Pass, BudgetEvaluatorTests.Judge(
            "home.bytes regression < 10%", before, current: new Numbers().WithLoads("home.bytes.p50", [100], Many(100, 9))).Rules[0].Status);
    }

    [Fact]
    public void Blocks_of_another_length_are_not_compared()
    {
        Numbers Run(int seconds) => new Numbers().WithBlocks("browse.latency.p95", seconds, Around(100));
        RuleResult row = BudgetEvaluatorTests.Judge("browse.latency.p95 regression < 10%", Run(5), current: Run(2)).Rules[0];
        Assert.Equal((RuleStatus.NoData, "blocks of 2 s cannot be compared with the baseline's of 5 s"), (row.Status, row.Reason));
        Assert.Equal(RuleStatus.Pass, BudgetEvaluatorTests.Judge("browse.latency.p95 regression < 10%", Run(2), current: Run(2)).Rules[0].Status);
    }

    [Fact]
    public void Without_a_baseline_there_is_no_data_and_the_reason_is_reported()
    {
        EvaluationInput input = new()
        {
            RunId = "r",
            Rules = [Numbers.Rule("browse.latency.p95 regression < 10%")],
            Current = new Numbers().With("browse.latency.p95", 1),
            BaselineMissing = "main has no finished run yet",
        };
        Verdict verdict = BudgetEvaluator.Judge(input);
        Assert.Equal(RunOutcome.NoData, verdict.Outcome);
        Assert.Equal(("no data", "main has no finished run yet"), (verdict.Rules[0].Actual, verdict.Rules[0].Reason));
    }

    [Fact]
    public void A_hole_in_the_baseline_is_no_data()
    {
        Verdict verdict = BudgetEvaluatorTests.Judge("browse.latency.p95 regression < 10%", baseline: new Numbers());
        Assert.Equal("the baseline has no value: the page never loaded", verdict.Rules[0].Reason);
    }

    [Fact]
    public void A_verdict_of_before_comparisons_is_still_read()
    {
        const string Old = """
            {"runId":"r","outcome":"failed","headline":"h","rules":[{"rule":"browse.latency.p95 regression < 10%","status":"fail",
            "level":"fail","expected":"10 %","actual":"14 %","operator":"<","value":0.14,"limit":0.1,"reason":"14 % worse","line":7}],"notes":[]}
            """;
        RuleResult row = Assert.Single(JsonSerializer.Deserialize<Verdict>(Old, PerfJson.Options)!.Rules);
        Assert.Equal((RuleStatus.Fail, 0.14), (row.Status, row.Value));
        Assert.Null(row.Comparison);
    }

    private static double[] Many(double value, int count) => [.. Enumerable.Repeat(value, count)];

    private static RuleResult Loads(Numbers baseline, Numbers current) =>
        BudgetEvaluatorTests.Judge("home.lcp regression < 10%", baseline, current: current).Rules[0];

    private static double[] Around(double middle) => [.. Enumerable.Range(0, 12).Select(i => middle * (0.99 + (0.02 * i / 11)))];

    private static RuleResult Judge(string metric, double[] before, double[] now) =>
        Verdict(metric + " regression < 10%", before, now).Rules[0];

    private static Verdict Verdict(string rule, double[] before, double[] now)
    {
        string metric = rule.Split(' ')[0];
        return BudgetEvaluatorTests.Judge(rule, new Numbers().WithSamples(metric, before), current: new Numbers().WithSamples(metric, now));
    }
}
