using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Tests.Trends;
using PerfFunctions.Engine.Trends;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Verdicts;

public class TrendEvaluatorTests
{
    private const string Rule = "home.lcp trend stable";

    [Fact]
    public void A_level_that_holds_is_kept()
    {
        RuleResult row = Judge(Histories.Level("home.lcp.p50", 1000, 20), 1001);
        Assert.Equal((RuleStatus.Pass, "0 %", "<=", "5 %"), (row.Status, row.Actual, row.Operator, row.Expected));
        Assert.Equal("passed: no lasting regression of more than 5 % in the newest 21 runs", row.Reason);
    }

    [Fact]
    public void A_lasting_change_for_the_worse_is_reported_with_its_size_and_its_commits()
    {
        RuleResult row = Judge(Histories.Level("home.lcp.p50", 1000, 20).Then(1100, 9), 1100);
        Assert.Equal((RuleStatus.Fail, "10 %"), (row.Status, row.Actual));
        Assert.Equal("the level is 10 % worse since run run-020, commits c000019..c000020 (1 s before, 1.1 s now, for 10 runs)", row.Reason);
    }

    [Theory]
    [InlineData(BudgetLevel.Warn, RuleStatus.Warn, RunOutcome.Warned)]
    [InlineData(BudgetLevel.Off, RuleStatus.Off, RunOutcome.NoData)]
    public void What_it_does_is_its_level(BudgetLevel level, RuleStatus status, RunOutcome outcome)
    {
        Verdict verdict = Verdict(Histories.Level("home.lcp.p50", 1000, 20).Then(1100, 9), 1100, level);
        Assert.Equal((status, outcome), (verdict.Rules[0].Status, verdict.Outcome));
    }

    [Fact]
    public void A_change_is_not_called_lasting_before_five_runs_show_it() =>
        Assert.Equal(RuleStatus.Pass, Judge(Histories.Level("home.lcp.p50", 1000, 20).Then(1100, 3), 1100).Status);

    [Fact]
    public void The_run_itself_is_the_last_of_them() =>
        Assert.Equal(RuleStatus.Fail, Judge(Histories.Level("home.lcp.p50", 1000, 20).Then(1100, 4), 1100).Status);

    [Fact]
    public void A_change_is_not_held_to_what_went_wrong_before_it()
    {
        RuleResult row = Verdict(Histories.Level("home.lcp.p50", 1000, 20).Then(1100, 9), 1100, isChange: true).Rules[0];
        Assert.Equal(RuleStatus.Warn, row.Status);
        Assert.EndsWith("runs); the level changed before this change, so it only warns", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_that_someone_accepted_is_kept() =>
        Assert.Equal(RuleStatus.Pass, Judge(Histories.Level("home.lcp.p50", 1000, 20).Then(1100, 9), 1100, accepted: "run-024").Status);

    [Theory]
    [InlineData(0, "one run is not a trend; 10 runs under the same conditions are needed")]
    [InlineData(8, "9 runs under the same conditions, including this one, are too few for a trend; 10 are needed")]
    public void Too_few_runs_are_no_data_and_never_a_pass(int before, string reason)
    {
        Verdict verdict = Verdict(Histories.Level("home.lcp.p50", 1000, before), 1000);
        Assert.Equal((RuleStatus.NoData, RunOutcome.NoData, reason), (verdict.Rules[0].Status, verdict.Outcome, verdict.Rules[0].Reason));
    }

    // A new budget would else block every pull request for as many nights.
    [Theory]
    [InlineData(BudgetLevel.Fail, RunOutcome.Warned)]
    [InlineData(BudgetLevel.Off, RunOutcome.NoData)]
    public void A_change_is_not_held_to_nights_that_are_missing(BudgetLevel level, RunOutcome outcome)
    {
        Verdict verdict = Verdict(Histories.Level("home.lcp.p50", 1000, 3), 1000, level, isChange: true);
        Assert.Equal(outcome, verdict.Outcome);
        Assert.Equal(level == BudgetLevel.Off, verdict.Rules[0].Status == RuleStatus.Off);
        Assert.StartsWith("4 runs under the same conditions, including this one, are too few for a trend; 10 are needed", verdict.Rules[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_that_lack_the_number_do_not_count() =>
        Assert.Equal(RuleStatus.NoData, Judge([.. Histories.Level("home.cls.p50", 0.1, 20), .. Histories.Level("home.lcp.p50", 1000, 8)], 1000).Status);

    [Fact]
    public void A_run_without_the_number_says_why()
    {
        RuleResult row = BudgetEvaluator.Judge(new EvaluationInput
        {
            RunId = "run-999",
            Rules = [Numbers.Rule(Rule)],
            Current = new Numbers(),
            History = Histories.Level("home.lcp.p50", 1000, 20),
        }).Rules[0];
        Assert.Equal((RuleStatus.NoData, "the page never loaded"), (row.Status, row.Reason));
    }

    [Fact]
    public void From_zero_is_worse_though_it_has_no_measure()
    {
        Verdict verdict = Verdict(Histories.Level("home.lcp.p50", 0, 12).Then(0.3, 9), 0.3);
        Assert.Equal((RuleStatus.Fail, "more than zero", null), (verdict.Rules[0].Status, verdict.Rules[0].Actual, verdict.Rules[0].Value));
        Assert.StartsWith("1 of 1 budget failed: home.lcp trend stable more than zero", verdict.Headline, StringComparison.Ordinal);
    }

    private static RuleResult Judge(IReadOnlyList<TrendRun> history, double now, string? accepted = null) =>
        Verdict(history, now, accepted: accepted).Rules[0];

    private static Verdict Verdict(IReadOnlyList<TrendRun> history, double now, BudgetLevel level = BudgetLevel.Fail, string? accepted = null, bool isChange = false) =>
        BudgetEvaluator.Judge(new EvaluationInput
        {
            RunId = "run-999",
            Rules = [Numbers.Rule(Rule, level)],
            Current = new Numbers().With("home.lcp.p50", now),
            History = history,
            AcceptedRun = accepted,
            IsChange = isChange,
        });
}
