using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Verdicts;

public class BudgetEvaluatorTests
{
    private static readonly Numbers Current = new Numbers().With("browse.latency.p95", 250).With("browse.errors", 0.001)
        .With("browse.throughput", 48.3).With("home.lcp.p75", 3100).With("home.bytes.p50", double.NaN).With("browse.dropped", double.PositiveInfinity);

    [Theory]
    [InlineData("<", 299.999, true)]
    [InlineData("<", 300, false)]
    [InlineData("<=", 300, true)]
    [InlineData("<=", 300.001, false)]
    [InlineData(">", 300, false)]
    [InlineData(">", 300.001, true)]
    [InlineData(">=", 300, true)]
    [InlineData(">=", 299.999, false)]
    public void Each_operator_holds_at_its_boundary(string op, double value, bool kept)
    {
        RuleResult row = OneRow($"browse.latency.p95 {op} 300ms", new Numbers().With("browse.latency.p95", value));
        Assert.Equal(kept ? RuleStatus.Pass : RuleStatus.Fail, row.Status);
        Assert.Equal((op, 300.0, value), (row.Operator, row.Limit, row.Value));
        Assert.Equal(value == 300, row.Actual == row.Expected);
    }

    [Theory]
    [InlineData("browse.latency.p95 < 300ms", RunOutcome.Passed, "The budget passed")]
    [InlineData("home.lcp.p75 < 2.5s", RunOutcome.Failed, "1 of 1 budget failed: home.lcp.p75 3.1 s (limit 2.5 s)")]
    [InlineData("warn home.lcp.p75 < 2.5s", RunOutcome.Warned, "1 of 1 budget warned: home.lcp.p75 3.1 s (limit 2.5 s)")]
    [InlineData("home.fcp < 1s", RunOutcome.NoData, "1 of 1 budget without data: home.fcp (the page never loaded)")]
    [InlineData("warn home.fcp < 1s", RunOutcome.Warned, "1 of 1 budget without data: home.fcp (the page never loaded)")]
    [InlineData("home.bytes < 1MB", RunOutcome.NoData, "1 of 1 budget without data: home.bytes (the measured value is not a finite number)")]
    [InlineData("browse.dropped < 1%", RunOutcome.NoData, "1 of 1 budget without data: browse.dropped (the measured value is not a finite number)")]
    [InlineData("off home.lcp.p75 < 2.5s", RunOutcome.NoData, "Every budget is off, so nothing was evaluated")]
    [InlineData("", RunOutcome.NoData, "The plan has no budgets, so nothing was evaluated")]
    [InlineData("home.fcp < 1s;home.lcp.p75 < 2.5s", RunOutcome.Failed, "1 of 2 budgets failed: home.lcp.p75 3.1 s (limit 2.5 s)")]
    [InlineData("browse.errors < 1%;warn home.lcp.p75 < 2.5s;home.fcp < 1s", RunOutcome.NoData, "1 of 3 budgets without data: home.fcp (the page never loaded)")]
    [InlineData("browse.errors < 1%;browse.throughput > 45/s", RunOutcome.Passed, "All 2 budgets passed")]
    public void Rules_come_to_an_outcome(string rules, RunOutcome outcome, string headline)
    {
        Verdict verdict = Judge(rules);
        Assert.Equal((outcome, headline), (verdict.Outcome, verdict.Headline));
    }

    [Theory]
    [InlineData("browse.latency.p95 < 300ms", RunOutcome.Degraded)]
    [InlineData("warn home.lcp.p75 < 2.5s", RunOutcome.Degraded)]
    [InlineData("home.fcp < 1s", RunOutcome.NoData)]
    [InlineData("home.lcp.p75 < 2.5s", RunOutcome.Failed)]
    [InlineData("", RunOutcome.NoData)]
    public void A_degraded_run_never_passes(string rules, RunOutcome outcome)
    {
        RunCondition degraded = new() { Degraded = true, Notes = ["shard 3 of 4 was lost"] };
        Verdict verdict = Judge(rules, condition: degraded);
        Assert.Equal(outcome, verdict.Outcome);
        Assert.Equal("shard 3 of 4 was lost", verdict.Notes[0]);
        Assert.Equal(outcome == RunOutcome.Degraded, verdict.Headline.EndsWith(": shard 3 of 4 was lost", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(RunOutcome.Cancelled)]
    [InlineData(RunOutcome.Aborted)]
    [InlineData(RunOutcome.TimedOut)]
    [InlineData(RunOutcome.InternalError)]
    public void A_forced_outcome_stands_and_the_rules_are_still_evaluated(RunOutcome forced)
    {
        Verdict verdict = Judge("home.lcp.p75 < 2.5s;browse.errors < 1%", condition: new() { Forced = forced, Notes = ["because"] });
        Assert.Equal(forced, verdict.Outcome);
        Assert.EndsWith(": because", verdict.Headline, StringComparison.Ordinal);
        Assert.Equal([RuleStatus.Fail, RuleStatus.Pass], verdict.Rules.Select(r => r.Status));
    }

    [Fact]
    public void Nobody_can_force_a_pass() =>
        Assert.Throws<ArgumentException>(() => Judge("home.fcp < 1s", condition: new() { Forced = RunOutcome.Passed }));

    [Fact]
    public void A_run_without_rules_says_so() => Assert.Equal([BudgetEvaluator.NothingJudged], Judge("").Notes);

    [Fact]
    public void A_run_that_ended_early_does_not_say_that_its_plan_has_no_budgets() =>
        Assert.Equal(["because"], Judge("", condition: new() { Forced = RunOutcome.NoData, Notes = ["because"] }).Notes);

    [Fact]
    public void A_rule_that_is_off_is_shown_with_its_number()
    {
        RuleResult row = Judge("browse.errors < 1%;off home.lcp.p75 < 2.5s").Rules[1];
        Assert.Equal((RuleStatus.Off, "3.1 s", 3100.0), (row.Status, row.Actual, row.Value));
    }

    [Fact]
    public void Many_broken_rules_are_counted_in_the_headline()
    {
        Verdict verdict = Judge(string.Join(';', Enumerable.Repeat("home.lcp.p75 < 2.5s", 5)));
        Assert.StartsWith("5 of 5 budgets failed: home.lcp.p75 3.1 s (limit 2.5 s); ", verdict.Headline, StringComparison.Ordinal);
        Assert.EndsWith("; and 2 more", verdict.Headline, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("home.lcp.p75 < 2.5s", 3100, "3.1 s", "3.1 s is over budget by 24 % (limit 2.5 s)")]
    [InlineData("home.lcp.p75 < 2.5s", 1625, "1.63 s", "within budget by 35 %")]
    [InlineData("home.lcp.p75 < 2.5s", 2501, "2.501 s", "2.501 s is over budget by 0.04 % (limit 2.5 s)")]
    [InlineData("home.lcp.p75 < 2.5s", 2500, "2.5 s", "2.5 s is at the limit and must be below it")]
    [InlineData("home.lcp.p75 <= 2.5s", 2500, "2.5 s", "exactly at the limit")]
    [InlineData("browse.throughput > 45/s", 40.05, "40.1/s", "40.1/s is below the minimum of 45/s by 11 %")]
    [InlineData("browse.throughput > 45/s", 45, "45/s", "45/s is at the limit and must be above it")]
    [InlineData("browse.errors <= 0%", 0.0042, "0.42 %", "0.42 % is over budget (limit 0 %)")]
    [InlineData("home.bytes.script.p50 < 170kB", 204_000, "204 kB", "204 kB is over budget by 20 % (limit 170 kB)")]
    [InlineData("home.cls.p50 < 0.1", 0.1172, "0.117", "0.117 is over budget by 17 % (limit 0.1)")]
    public void A_row_says_in_words_how_it_stands(string rule, double value, string actual, string reason)
    {
        RuleResult row = OneRow(rule, new Numbers().With(rule.Split(' ')[0], value));
        Assert.Equal((actual, reason), (row.Actual, row.Reason));
    }

    [Fact]
    public void A_row_carries_what_the_author_said()
    {
        BudgetRule rule = Numbers.Rule("home.lcp.p75 < 2.5s") with { Why = "good is 2.5 s", Owner = "web", Line = 12 };
        RuleResult row = BudgetEvaluator.Judge(new() { RunId = "r", Rules = [rule], Current = Current }).Rules[0];
        Assert.Equal(("good is 2.5 s", "web", 12, "home.lcp.p75 < 2.5s"), (row.Why, row.Owner, row.Line, row.Rule));
    }

    internal static Verdict Judge(string rules, Numbers? baseline = null, RunCondition? condition = null, Numbers? current = null) =>
        BudgetEvaluator.Judge(new EvaluationInput
        {
            RunId = "r1",
            Rules = [.. rules.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(ParseWithLevel)],
            Current = current ?? Current,
            Baseline = baseline is null ? [] : [baseline],
            Condition = condition ?? RunCondition.Sound,
        });

    private static RuleResult OneRow(string rule, Numbers current) => Assert.Single(Judge(rule, current: current).Rules);

    private static BudgetRule ParseWithLevel(string text) => text.Split(' ', 2) switch
    {
        ["warn", string rule] => Numbers.Rule(rule, BudgetLevel.Warn),
        ["off", string rule] => Numbers.Rule(rule, BudgetLevel.Off),
        _ => Numbers.Rule(text),
    };
}
