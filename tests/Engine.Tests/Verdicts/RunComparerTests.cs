using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Statistics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Verdicts;

public class RunComparerTests
{
    private static readonly double[] Usual = [1000, 1010, 990, 1020, 1005, 995, 1015, 985];

    [Theory]
    [InlineData(1.2, RegressionOutcome.Worse)]
    [InlineData(0.8, RegressionOutcome.Better)]
    [InlineData(1.0, RegressionOutcome.Same)]
    public void A_page_that_became_slower_or_faster_is_reported_apart_from_one_that_did_not(double factor, RegressionOutcome outcome)
    {
        RunComparison comparison = RunComparer.Compare(Run(Page("home", Usual)), Run(Page("home", [.. Usual.Select(v => v * factor)])), 0.05);
        Assert.Equal(outcome, Number(comparison, "home.lcp").Outcome);
        Assert.Equal(outcome, comparison.Outcome);
        Assert.Equal(RegressionOutcome.Same, Number(comparison, "home.bytes").Outcome);
    }

    [Fact]
    public void What_noise_hides_is_open_and_never_the_same()
    {
        RunComparison comparison = RunComparer.Compare(
            Run(Page("home", [900, 1400, 1000, 1300, 950])), Run(Page("home", [1000, 1500, 900, 1450, 1100])), 0.05);
        Assert.Equal((RegressionOutcome.Inconclusive, RegressionOutcome.Inconclusive), (Number(comparison, "home.lcp").Outcome, comparison.Outcome));
    }

    [Fact]
    public void A_page_that_one_run_lacks_is_no_data_and_so_is_the_whole()
    {
        RunComparison comparison = RunComparer.Compare(Run(Page("home", Usual), Page("cart", Usual)), Run(Page("home", Usual)), 0.05);
        Assert.Equal(RegressionOutcome.NoData, comparison.Outcome);
        Assert.All(comparison.Numbers.Where(n => n.Metric.StartsWith("cart.", StringComparison.Ordinal)), n => Assert.Equal("'cart' was not measured.", n.Reason));
        Assert.All(comparison.Numbers.Where(n => n.Metric.StartsWith("home.", StringComparison.Ordinal)), n => Assert.Equal(RegressionOutcome.Same, n.Outcome));
    }

    [Fact]
    public void Runs_that_share_no_number_are_no_data() =>
        Assert.Equal(RegressionOutcome.NoData, RunComparer.Compare(Run(), Run(), 0.05).Outcome);

    [Fact]
    public void A_number_that_neither_run_has_is_left_out() =>
        Assert.DoesNotContain(RunComparer.Compare(Run(Page("home", Usual)), Run(Page("home", Usual)), 0.05).Numbers, n => n.Metric == "home.inp");

    [Theory]
    [InlineData("latency", "p95", 1.3, RegressionOutcome.Worse)]
    [InlineData("throughput", "", 0.7, RegressionOutcome.Worse)]
    [InlineData("throughput", "", 1.3, RegressionOutcome.Better)]
    public void Load_is_compared_block_by_block_in_the_direction_that_is_worse(string metric, string aggregate, double factor, RegressionOutcome outcome)
    {
        RunSummary before = RunReportBuilder.Shop().Build().Summary!;
        ScenarioSummary browse = before.Scenarios[0] with { Blocks = [new BlockSeries(metric, aggregate, 5, Usual)] };
        ScenarioSummary now = browse with { Blocks = [new BlockSeries(metric, aggregate, 5, [.. Usual.Select(v => v * factor)])] };
        RunComparison comparison = RunComparer.Compare(
            before with { Scenarios = [browse], Pages = [] }, before with { Scenarios = [now], Pages = [] }, 0.05);
        Assert.Equal(outcome, Number(comparison, $"{browse.Name}.{metric}{(aggregate.Length == 0 ? "" : $".{aggregate}")}").Outcome);
    }

    [Fact]
    public void A_page_is_compared_with_the_other_run_and_not_with_the_address_that_it_was_loaded_against()
    {
        PageSummary page = Page("home", [.. Usual.Select(v => v * 1.2)]);
        PageSummary interleaved = page with { BaseAddress = new Uri("https://main.shop.example/"), BaseLoads = page.Loads };
        ComparedNumber lcp = Number(RunComparer.Compare(Run(Page("home", Usual)), Run(interleaved), 0.05), "home.lcp");
        Assert.Equal((RegressionOutcome.Worse, null), (lcp.Outcome, lcp.Comparison!.Against));
    }

    [Fact]
    public void A_wider_margin_forgives_more() =>
        Assert.Equal(
            RegressionOutcome.Same,
            RunComparer.Compare(Run(Page("home", Usual)), Run(Page("home", [.. Usual.Select(v => v * 1.2)])), 0.4).Outcome);

    private static RunSummary Run(params PageSummary[] pages) => new() { RunId = "r", Pages = pages };

    private static PageSummary Page(string name, double[] lcp) =>
        PageBuilder.Build(name) with { Runs = lcp.Length, Loads = [.. lcp.Select((value, i) => Load(i + 1, value))] };

    private static PageLoad Load(int number, double lcp) =>
        PageBuilder.Load(number, lcp) with { Values = new Dictionary<string, double> { ["lcp"] = lcp, ["bytes"] = 1_234_000 } };

    private static ComparedNumber Number(RunComparison comparison, string metric) => Assert.Single(comparison.Numbers, n => n.Metric == metric);
}
