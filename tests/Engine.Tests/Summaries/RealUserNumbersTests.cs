using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.RealUsers;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Summaries;

public class RealUserNumbersTests
{
    private const string Plan = """
        version: 1
        name: production
        rum: { origins: [ https://shop.example ], pages: { home: / }, minSamples: 100 }
        budgets: [ rum.home.lcp < 2.5s, rum.home.count >= 50 ]
        """;

    [Theory]
    [InlineData(100, 2000, RunOutcome.Passed)]
    [InlineData(100, 3000, RunOutcome.Failed)]
    [InlineData(99, 2000, RunOutcome.NoData)]
    [InlineData(0, 0, RunOutcome.Failed)]
    public void Enough_page_views_are_judged_and_too_few_are_never_a_pass(int views, double lcp, RunOutcome outcome)
    {
        Verdict verdict = BudgetEvaluator.Judge(new EvaluationInput
        {
            RunId = "r",
            Rules = PlanText.Valid(Plan).Budgets,
            Current = new SummaryReader(Summary(views, lcp)),
            Condition = new RunCondition(),
        });
        Assert.Equal(outcome, verdict.Outcome);
    }

    [Fact]
    public void Too_few_values_are_named_with_the_window_and_what_is_needed() => Assert.Equal(
        "'home' has 99 page views with lcp from 2026-03-01 to 2026-03-08, fewer than the 100 of 'minSamples'.",
        Read(Summary(99, 2000), "home.lcp", "p75").Missing);

    [Fact]
    public void Counts_need_no_minimum()
    {
        Assert.Equal(7, Read(Summary(7, 2000), "home.count", "").Value);
        Assert.Equal(7, Read(Summary(7, 2000), "home.lcp", "count").Value);
        Assert.Equal(0, Read(Summary(7, 2000), "home.inp", "count").Value);
    }

    [Theory]
    [InlineData("cart.lcp", "p75", "No page views of real users were read for 'cart'.")]
    [InlineData("home.tbt", "p75", "Real users have no metric 'tbt'.")]
    [InlineData("home.lcp", "p80", "Real users have no aggregate 'p80'.")]
    public void What_was_not_read_has_no_number_and_says_so(string metric, string aggregate, string missing) =>
        Assert.Equal(missing, Read(Summary(100, 2000), metric, aggregate).Missing);

    [Fact]
    public void A_run_that_read_none_says_so() =>
        Assert.Equal("No page views of real users were read for 'home'.", Read(new RunSummary { RunId = "r" }, "home.lcp", "p75").Missing);

    private static MetricReading Read(RunSummary summary, string metric, string aggregate) =>
        new SummaryReader(summary).Read(new MetricReference(RealUserMetric.Subject, metric, aggregate));

    private static RunSummary Summary(int count, double lcp)
    {
        RealUserViews views = new();
        for (int i = 0; i < count; i++)
        {
            views.Add(new RealUserView("/", [new RealUserValue(RealUserMetric.Find("lcp")!, lcp)]));
        }

        return new RunSummary
        {
            RunId = "r",
            RealUsers = new RealUserSummary
            {
                From = new(2026, 3, 1),
                To = new(2026, 3, 8),
                MinSamples = 100,
                Pages = [RealUserPageSummary.Of("home", views, 3)],
            },
        };
    }
}
