using PerfFunctions.Engine.Budgets;

namespace PerfFunctions.Engine.Tests.Budgets;

public class RegressionTests
{
    [Theory]
    [InlineData(100, 109, RuleStatus.Pass, 0.09, "kept: 9 % worse than the baseline (100 ms before, 109 ms now)")]
    [InlineData(100, 110, RuleStatus.Fail, 0.10, "10 % worse than the baseline (100 ms before, 110 ms now); the limit is 10 %")]
    [InlineData(1200, 1368, RuleStatus.Fail, 0.14, "14 % worse than the baseline (1.2 s before, 1.37 s now); the limit is 10 %")]
    [InlineData(100, 50, RuleStatus.Pass, -0.5, "kept: 50 % better than the baseline (100 ms before, 50 ms now)")]
    [InlineData(100, 100, RuleStatus.Pass, 0, "kept: unchanged (100 ms before, 100 ms now)")]
    [InlineData(0, 0, RuleStatus.Pass, 0, "kept: unchanged (0 ms before, 0 ms now)")]
    public void Latency_gets_worse_by_growing(double before, double now, RuleStatus status, double growth, string reason)
    {
        RuleResult row = Judge("browse.latency.p95", before, now);
        Assert.Equal(status, row.Status);
        Assert.Equal(growth, row.Value!.Value, 1e-9);
        Assert.Equal(reason, row.Reason);
    }

    [Theory]
    [InlineData(50, 44, RuleStatus.Fail, "12 %")]
    [InlineData(50, 46, RuleStatus.Pass, "8 %")]
    [InlineData(50, 90, RuleStatus.Pass, "-80 %")]
    public void Throughput_gets_worse_by_shrinking(double before, double now, RuleStatus status, string actual)
    {
        RuleResult row = Judge("browse.throughput", before, now);
        Assert.Equal((status, actual, "10 %"), (row.Status, row.Actual, row.Expected));
    }

    // "requests" is a metric of both kinds, and worse in opposite directions.
    [Theory]
    [InlineData("browse.requests", RuleStatus.Pass)]
    [InlineData("home.requests.p50", RuleStatus.Fail)]
    public void More_requests_are_worse_for_a_page_and_better_for_a_scenario(string metric, RuleStatus status) =>
        Assert.Equal(status, Judge(metric, 100, 150).Status);

    [Fact]
    public void Growth_from_zero_has_no_measure()
    {
        RuleResult row = Judge("browse.errors", 0, 0.1);
        Assert.Equal((RuleStatus.NoData, "the baseline is zero, so growth has no measure"), (row.Status, row.Reason));
    }

    [Fact]
    public void Without_a_baseline_there_is_no_data_and_the_reason_is_told()
    {
        JudgeInput input = new()
        {
            RunId = "r",
            Rules = [Numbers.Rule("browse.latency.p95 regression < 10%")],
            Current = new Numbers().With("browse.latency.p95", 1),
            BaselineMissing = "main has no finished run yet",
        };
        Verdict verdict = BudgetJudge.Judge(input);
        Assert.Equal(RunOutcome.NoData, verdict.Outcome);
        Assert.Equal(("no data", "main has no finished run yet"), (verdict.Rules[0].Actual, verdict.Rules[0].Reason));
    }

    [Fact]
    public void A_hole_in_the_baseline_is_no_data()
    {
        Verdict verdict = BudgetJudgeTests.Judge("browse.latency.p95 regression < 10%", baseline: new Numbers());
        Assert.Equal("the baseline has none: the page never loaded", verdict.Rules[0].Reason);
    }

    private static RuleResult Judge(string metric, double before, double now) => BudgetJudgeTests.Judge(
        metric + " regression < 10%", new Numbers().With(metric, before), current: new Numbers().With(metric, now)).Rules[0];
}
