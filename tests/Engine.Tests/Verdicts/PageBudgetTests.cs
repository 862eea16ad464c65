using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Verdicts;

/// <summary>Budgets on pages, from their loads to their verdict.</summary>
public class PageBudgetTests
{
    private const string Main = "https://main.shop.example/";

    [Fact]
    public void A_budget_shows_where_the_true_number_lies_and_how_sure_that_is()
    {
        RuleResult row = Judge("home.lcp < 2.5s", Page(Loads(2100, 2200, 2300, 2400, 2450)));
        Assert.Equal(RuleStatus.Pass, row.Status);
        Assert.Equal("within budget by 8 % (93.8 % interval 2.1 s to 2.45 s)", row.Reason);
        Assert.Equal(new RuleInterval(2100, 2450, 0.9375, "2.1 s", "2.45 s"), row.Interval);
    }

    [Fact]
    public void Loads_that_are_all_alike_leave_nothing_to_say_of_an_interval() =>
        Assert.Equal("within budget by 20 %", Judge("home.lcp < 2.5s", Page(Loads(2000, 2000, 2000))).Reason);

    [Theory]
    [InlineData("home.lcp < 2s", RuleStatus.Inconclusive)]
    [InlineData("home.lcp < 3s", RuleStatus.Pass)]
    [InlineData("home.requests < 20", RuleStatus.Fail)]
    public void Time_over_its_limit_on_a_disturbed_machine_is_left_open_and_a_count_is_not(string rule, RuleStatus status)
    {
        PageLoad[] loads = [.. Loads(2100, 2200, 2300).Select(l => l.Number > 1 ? l with { Noise = "Other work took 40 % of the processor." } : l)];
        RuleResult row = Judge(rule, Page(loads));
        Assert.Equal(status, row.Status);
        Assert.Equal(status == RuleStatus.Inconclusive,
            row.Reason.EndsWith("but 2 of 3 loads were noisy: Other work took 40 % of the processor; so the machine may be the cause, not the page", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2400, RuleStatus.Inconclusive)]
    [InlineData(2600, RuleStatus.Fail)]
    public void A_limit_that_is_broken_without_the_disturbed_loads_too_is_broken(double quiet, RuleStatus status)
    {
        PageLoad[] loads = [.. Loads(quiet, quiet, quiet, 9000, 9100, 9200, 9300).Select(l => l.Number > 3 ? l with { Noise = "Other work." } : l)];
        Assert.Equal(status, Judge("home.lcp < 2.5s", Page(loads)).Status);
    }

    [Theory]
    [InlineData("home.lcp < 2s", 1, RuleStatus.Fail)]
    [InlineData("home.lcp < 2s", 2, RuleStatus.Fail)]
    [InlineData("home.lcp < 2s", 3, RuleStatus.Inconclusive)]
    [InlineData("home.lcp < 2.28s", 1, RuleStatus.Inconclusive)]
    [InlineData("home.lcp.min < 2s", 3, RuleStatus.Inconclusive)]
    [InlineData("home.lcp.max < 2.3s", 1, RuleStatus.Fail)]
    public void A_limit_that_is_broken_however_fast_the_disturbed_loads_had_been_is_broken(string rule, int noisy, RuleStatus status)
    {
        PageLoad[] loads = [.. Loads(2500, 2100, 2600, 2200, 2300).Select(l => l.Number <= noisy ? l with { Noise = "Other work." } : l)];
        Assert.Equal(status, Judge(rule, Page(loads)).Status);
    }

    [Fact]
    public void A_load_past_those_that_were_asked_for_takes_nothing_away_when_it_fails()
    {
        PageLoad failed = new() { Number = 4, Failure = "The page crashed." };
        Assert.Equal(RuleStatus.Pass, Judge("home.lcp < 3s", Page([.. Loads(2100, 2200, 2300), failed])).Status);
        Assert.Equal(RuleStatus.NoData, Judge("home.lcp < 3s", Page([.. Loads(2100, 2200), failed])).Status);
    }

    [Theory]
    [InlineData("home.mark.hero < 1s", "'home' set no mark 'hero'.")]
    [InlineData("home.mark.half < 1s", "'home' set the mark 'half' in 1 of 3 loads.")]
    [InlineData("home.measure.boot < 1s", "'home' made no measure 'boot'.")]
    [InlineData("home.step.pay.inp < 1s", "Firefox 150 reported no inp of the step 'pay' for any load of 'home'.")]
    [InlineData("home.warm.hits > 50%", "'home' was not loaded from a warm cache; set 'cache: warm'.")]
    [InlineData("home.tbt < 1s", "Firefox 150 reported no tbt for any load of 'home'.")]
    public void A_number_that_is_not_there_says_why(string rule, string reason)
    {
        PageLoad[] loads = Loads(1, 2, 3);
        loads[0] = loads[0] with { Values = new Dictionary<string, double>(loads[0].Values) { ["mark.half"] = 5 } };
        RuleResult row = Judge(rule, Page(loads));
        Assert.Equal((RuleStatus.NoData, reason), (row.Status, row.Reason));
    }

    [Theory]
    [InlineData(1.25, RuleStatus.Fail)]
    [InlineData(1.01, RuleStatus.Pass)]
    [InlineData(0.7, RuleStatus.Pass)]
    public void A_page_that_was_loaded_in_turns_with_another_is_compared_with_that_and_needs_no_baseline(double factor, RuleStatus status)
    {
        RuleResult row = Judge("home.lcp regression < 10%", Interleaved(factor, 10));
        Assert.Equal(status, row.Status);
        Assert.Contains($"against {Main}: the candidate is", row.Reason, StringComparison.Ordinal);
        Assert.EndsWith("at the target)", row.Reason, StringComparison.Ordinal);
        Assert.Equal((Main, 1, 10, 10), (row.Comparison!.Against, row.Comparison.BaseRuns, row.Comparison.SampleBase, row.Comparison.SampleHead));
    }

    [Fact]
    public void The_baseline_says_nothing_where_a_page_was_loaded_in_turns_and_absolute_rules_stay_with_the_page()
    {
        Numbers far = new Numbers().WithSamples("home.lcp.p50", 10, 11, 12, 13, 14, 15, 16, 17);
        Assert.Equal(RuleStatus.Pass, Judge("home.lcp regression < 10%", Interleaved(1, 10), far).Status);
        Assert.Equal(RuleStatus.Fail, Judge("home.lcp < 1.2s", Interleaved(1.25, 10)).Status);
    }

    [Fact]
    public void Pairs_too_few_to_tell_are_inconclusive_and_say_how_many_more_would()
    {
        RuleResult row = Judge("home.lcp regression < 10%", Interleaved(1.12, 3));
        Assert.Equal(RuleStatus.Inconclusive, row.Status);
        Assert.InRange(row.Comparison!.MoreNeeded!.Value, 1, 27);
    }

    [Fact]
    public void A_regression_on_a_disturbed_machine_is_left_open()
    {
        PageSummary page = Interleaved(1.25, 10);
        page = page with { Loads = [.. page.Loads.Select(l => l.Number > 2 ? l with { Noise = "Other work." } : l)] };
        RuleResult row = Judge("home.lcp regression < 5%", page with { BaseLoads = [.. page.BaseLoads.Take(3)] });
        Assert.Equal(RuleStatus.Inconclusive, row.Status);
        Assert.Contains("8 of 10 loads were noisy: Other work; so the machine may be the cause", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_regression_that_the_undisturbed_loads_show_by_themselves_is_one()
    {
        PageSummary page = Interleaved(1.25, 10);
        page = page with { Loads = [.. page.Loads.Select(l => l.Number == 2 ? l with { Noise = "Other work." } : l)] };
        RuleResult row = Judge("home.lcp regression < 10%", page);
        Assert.Equal((RuleStatus.Fail, 9, 10), (row.Status, row.Comparison!.SampleHead, row.Comparison.SampleBase));
    }

    [Fact]
    public void Fewer_loads_to_compare_with_than_asked_are_no_data_for_relative_rules_alone()
    {
        PageSummary page = Interleaved(1, 10);
        page = page with { BaseLoads = [.. page.BaseLoads.Take(2), new PageLoad { Number = 3, Failure = "The name does not resolve." }] };
        RuleResult row = Judge("home.lcp regression < 10%", page);
        Assert.Equal((RuleStatus.NoData, $"Load 3 of the 3 loads of {Main} failed: The name does not resolve."), (row.Status, row.Reason));
        Assert.Equal(RuleStatus.Pass, Judge("home.lcp < 2s", page).Status);
    }

    private static RuleResult Judge(string rule, PageSummary page, Numbers? baseline = null) => Assert.Single(BudgetEvaluator.Judge(new EvaluationInput
    {
        RunId = "r",
        Rules = [Numbers.Rule(rule)],
        Current = new SummaryReader(new RunSummary { RunId = "r", Pages = [page] }),
        Baseline = baseline is null ? [] : [baseline],
    }).Rules);

    private static PageSummary Interleaved(double factor, int loads)
    {
        double[] lcp = [.. Enumerable.Range(0, loads).Select(i => 1000 + (40.0 * i / loads))];
        return Page(Loads([.. lcp.Select(v => v * factor)])) with { BaseAddress = new Uri(Main), BaseLoads = Loads(lcp) };
    }

    private static PageSummary Page(PageLoad[] loads) => new()
    {
        Name = "home",
        Address = new Uri("https://pr.shop.example/"),
        Environment = new PageEnvironment { Device = DeviceProfile.Mobile, Browser = "Firefox 150" },
        Runs = 3,
        Loads = loads,
    };

    private static PageLoad[] Loads(params double[] lcp) =>
        [.. lcp.Select((v, i) => new PageLoad { Number = i + 1, Values = new Dictionary<string, double> { ["lcp"] = v, ["requests"] = 30 } })];
}
