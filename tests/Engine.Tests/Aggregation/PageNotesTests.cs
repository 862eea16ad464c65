using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Aggregation;

public class PageNotesTests
{
    private static readonly PerfPlan Plan = PlanText.Valid("version: 1\nname: p\npages: { home: { path: /, runs: 3, maxRuns: 5, spread: 10% } }\n");

    [Fact]
    public void A_page_that_went_as_planned_has_no_notes() => Assert.Empty(Summary(Page(100, 101, 102)).Notes);

    [Fact]
    public void What_was_disturbed_is_reported_whether_it_was_made_again_or_not()
    {
        PageMeasurement page = Page(100, 101, 102);
        PageLoad noisy = page.Loads[1] with { Noise = "Other work took 40 % of the processor." };
        Assert.Equal(
            [
                "home: 2 loads were repeated: Other work took 40 % of the processor.",
                "home: 1 load of https://main.shop.example/ was repeated: The load that it is paired with was noisy.",
                "home: 1 load was noisy and could not be repeated: Other work took 40 % of the processor.",
            ],
            Summary(page with
            {
                Loads = [page.Loads[0], noisy, page.Loads[2]],
                BaseAddress = new Uri("https://main.shop.example/"),
                BaseLoads = page.Loads,
                Repeated = [noisy, noisy],
                BaseRepeated = [page.Loads[0] with { Noise = "The load that it is paired with was noisy." }],
            }).Notes);
    }

    [Fact]
    public void What_is_to_be_known_of_loads_is_reported_once_with_their_number()
    {
        PageMeasurement page = Page(100, 101, 102);
        PageLoad away = page.Loads[0] with { Remarks = ["The page ended at https://login.example/ (status 200)."] };
        Assert.Equal(
            ["home: 2 of 3 loads: The page ended at https://login.example/ (status 200)."],
            Summary(page with { Loads = [away, page.Loads[1], away with { Number = 3 }] }).Notes);
    }

    [Theory]
    [InlineData(1000, 860, 0)]
    [InlineData(1000, 800, 1)]
    [InlineData(1000, 1200, 1)]
    public void A_machine_that_changed_its_speed_is_reported(double before, double after, int notes)
    {
        PageMeasurement page = Page(100, 101, 102);
        IReadOnlyList<string> told = Summary(page with { Environment = page.Environment with { Benchmark = new BenchmarkIndex(before, after) } }).Notes;
        Assert.Equal(notes, told.Count);
        Assert.All(told, n => Assert.Contains("became 20 %", n, StringComparison.Ordinal));
    }

    [Fact]
    public void More_loads_than_asked_and_a_spread_that_stays_wide_are_reported() => Assert.Equal(
        [
            "home: 5 loads instead of 3, because the loads were spread too widely or a comparison was inconclusive.",
            "home: the interquartile range of lcp over its 5 loads is still 20 % of the median; the plan allows 10 %.",
        ],
        Summary(Page(80, 90, 100, 110, 120)).Notes);

    [Fact]
    public void A_failed_load_past_those_asked_for_is_reported_and_the_run_is_whole()
    {
        PageMeasurement page = Page(100, 101, 102);
        RunSummary summary = Summary(page with { Loads = [.. page.Loads, new PageLoad { Number = 4, Failure = "The page crashed." }] });
        Assert.Equal(["home: 3 of 4 loads succeeded: The page crashed."], summary.Notes);
        Assert.False(summary.Degraded);
    }

    [Fact]
    public void Loads_that_are_missing_on_the_other_side_are_a_part_of_the_run_that_is_lost()
    {
        PageMeasurement page = Page(100, 101, 102);
        RunSummary summary = Summary(page with { BaseAddress = new Uri("https://main.shop.example/"), BaseLoads = [.. page.Loads.Take(2)] });
        Assert.Equal(["home: 2 of 3 loads of https://main.shop.example/ succeeded."], summary.Notes);
        Assert.True(summary.Degraded);
    }

    private static RunSummary Summary(PageMeasurement page) => new RunAggregator("r", Plan).Summarize([], [page]);

    private static PageMeasurement Page(params double[] lcp) => new()
    {
        Page = "home",
        Address = new Uri("https://shop.example/"),
        Environment = new PageEnvironment { Device = DeviceProfile.Mobile },
        Loads = [.. lcp.Select((v, i) => new PageLoad { Number = i + 1, Values = new Dictionary<string, double> { ["lcp"] = v } })],
    };
}
