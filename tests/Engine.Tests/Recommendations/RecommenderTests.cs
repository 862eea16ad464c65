using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Bottlenecks;
using PerfFunctions.Engine.Recommendations;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Recommendations;

public class RecommenderTests
{
    private const string Site = "https://shop.example";

    [Fact]
    public void A_run_without_data_has_no_recommendation()
    {
        Assert.Empty(Recommender.Of(new RunSummary { RunId = "r" }, []));
        Assert.Empty(Of(Page() with { Loads = [PageBuilder.Failed(1, "no answer")], Median = Detail(new PageFinding(FindingKind.NoCompression, $"{Site}/a.js", "", 90_000, 0)) }));
    }

    [Theory]
    [InlineData(FindingKind.OversizedImage, "image", 200_000, 0, "Serve images in the size", "At most 200 kB, 20 % of the page's bytes.", "home.bytes.image.p50")]
    [InlineData(FindingKind.NoCompression, "script", 100_000, 0, "Compress text", "At most 100 kB, 10 % of the page's bytes.", "home.bytes.p50")]
    [InlineData(FindingKind.NoCaching, "script", 100_000, 0, "Let browsers cache", "At most 100 kB of a repeat view; nothing of the first.", "home.bytes.p50")]
    [InlineData(FindingKind.Unused, "script", 300_000, 0, "Split scripts", "At most 300 kB, 30 % of the page's bytes.", "home.bytes.script.p50")]
    [InlineData(FindingKind.Unused, "style", 30_000, 0, "Remove the styles", "At most 30 kB, 3 % of the page's bytes.", "home.bytes.style.p50")]
    [InlineData(FindingKind.RenderBlocking, "style", 0, 250, "Inline the critical CSS", "At most 250 ms of fcp.", "home.fcp.p50")]
    [InlineData(FindingKind.RenderBlocking, "script", 0, 250, "Load scripts with 'defer'", "At most 250 ms of fcp.", "home.fcp.p50")]
    [InlineData(FindingKind.RenderBlocking, "script", 0, 4000, "Load scripts with 'defer'", "At most 1 s of fcp.", "home.fcp.p50")]
    [InlineData(FindingKind.Font, "font", 0, 300, "Show text before its font", "At most 300 ms until text is visible in its font.", "home.fcp.p50")]
    public void A_finding_of_the_audit_promises_at_most_what_was_measured(
        FindingKind kind, string type, double bytes, double ms, string action, string gain, string metric)
    {
        Recommendation found = Assert.Single(Of(Page() with { Median = Detail(new PageFinding(kind, $"{Site}/a.{type}", "It is so.", bytes, ms), type) }));
        Assert.StartsWith(action, found.Action, StringComparison.Ordinal);
        Assert.Equal(("home", gain, metric), (found.Subject, found.ExpectedGain, found.Metric.ToString()));
        Assert.Contains($"{Site}/a.{type}", found.Evidence, StringComparison.Ordinal);
        Assert.Contains(metric, found.Verify, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FindingKind.OversizedImage, 500, 0)]
    [InlineData(FindingKind.RenderBlocking, 0, 5)]
    public void What_wastes_next_to_nothing_is_left_alone(FindingKind kind, double bytes, double ms) =>
        Assert.Empty(Of(Page() with { Median = Detail(new PageFinding(kind, $"{Site}/a.style", "", bytes, ms), "style") }));

    [Theory]
    [InlineData(900, 100, 100, 100, "Answer the document faster", "home.lcp.p50")]
    [InlineData(100, 900, 100, 100, "Let the browser find the LCP image at once", "home.lcp.p50")]
    [InlineData(100, 100, 900, 100, "Make the LCP image arrive faster", "home.lcp.p50")]
    [InlineData(100, 100, 100, 900, "Paint the LCP element earlier", "home.lcp.p50")]
    public void The_largest_part_of_a_slow_lcp_decides_what_to_do(double ttfb, double delay, double load, double render, string action, string metric)
    {
        PageSummary page = Page(("lcp", 3000)) with { Median = new LoadDetail { Load = 1, Lcp = new LcpCause("img.hero", null, ttfb, delay, load, render) } };
        Recommendation found = Assert.Single(Of(page));
        Assert.StartsWith(action, found.Action, StringComparison.Ordinal);
        Assert.Equal(("At most 900 ms of lcp.", metric), (found.ExpectedGain, found.Metric.ToString()));
        Assert.Contains("img.hero", found.Evidence, StringComparison.Ordinal);
        Assert.Empty(Of(page with { Loads = Page(("lcp", 1200)).Loads }));
    }

    [Fact]
    public void Shifts_long_tasks_and_third_parties_count_only_past_what_is_good()
    {
        LoadDetail detail = new()
        {
            Load = 1,
            Shifts = [new ShiftCause(900, 0.2, ["div.banner", "p"])],
            LongTasks = [new TaskCause(500, 400, $"{Site}/app.js"), new TaskCause(950, 80, null)],
            Waterfall = [new RequestTiming { Address = "https://tags.example/t.js", Type = "script", Start = 1, End = 2, Bytes = 300_000, ThirdParty = true }],
        };
        IReadOnlyList<Recommendation> bad = Of(Page(("cls", 0.25), ("tbt", 380), ("thirdparty.bytes", 300_000), ("thirdparty.share", 0.3)) with { Median = detail });
        Assert.Equal(
            ["home.cls.p50: At most 0.2 of cls.", "home.tbt.p50: At most 350 ms of tbt.", "home.thirdparty.bytes.p50: At most 300 kB, 30 % of the page's bytes."],
            bad.Select(r => $"{r.Metric}: {r.ExpectedGain}").Order(StringComparer.Ordinal));
        Assert.Contains("div.banner, p", bad.Single(r => r.Metric.Metric == "cls").Evidence, StringComparison.Ordinal);
        Assert.Empty(Of(Page(("cls", 0.05), ("tbt", 120), ("thirdparty.bytes", 30_000), ("thirdparty.share", 0.03)) with { Median = detail }));
    }

    [Theory]
    [InlineData(Fault.SlowQuery, "Speed up the database work behind 'db'", "shop.request.cart.server-timing.db.p95")]
    [InlineData(Fault.SmallPool, "Find the limit that requests queue at", "shop.latency.p95")]
    [InlineData(Fault.Lock, "Shorten what runs under a lock", "shop.throughput")]
    [InlineData(Fault.MemoryPressure, "Allocate less per request", "shop.latency.p95")]
    [InlineData(Fault.SlowDependency, "Take 'inventory' out of the request's way", "shop.request.cart.server-timing.inventory.p95")]
    [InlineData(Fault.Cpu, "Add instances or cores", "shop.latency.p95")]
    public void Each_fault_of_a_system_has_its_remedy_first(Fault fault, string action, string metric)
    {
        RunSummary run = FaultyRun.Of(fault);
        Recommendation first = Recommender.Of(run, BottleneckFinder.Find(run))[0];
        Assert.StartsWith(action, first.Action, StringComparison.Ordinal);
        Assert.Equal(metric, first.Metric.ToString());
        Assert.StartsWith("At most ", first.ExpectedGain, StringComparison.Ordinal);
        Assert.Matches(@"\(now [\d.,]+ ?(ms|s|/s)\)", first.Verify);
    }

    [Fact]
    public void A_saturated_generator_recommends_nothing_for_the_target()
    {
        RunSummary run = FaultyRun.Of(Fault.Cpu);
        ScenarioSummary scenario = run.Scenarios[0] with { LeftOut = new LatencyLeftOut(60, 120, [new LeftOutReason("cpu at 99 %", 60)]) };
        run = run with { Scenarios = [scenario] };
        Assert.Empty(Recommender.Of(run, BottleneckFinder.Find(run)));
    }

    [Fact]
    public void A_recommendation_that_was_followed_shows_its_measured_gain()
    {
        RunSummary before = Run(Page(("bytes.image", 600_000)) with
        {
            Median = Detail(new PageFinding(FindingKind.OversizedImage, $"{Site}/hero.webp", "", 400_000, 0)),
        });
        IReadOnlyList<Recommendation> recommended = Recommender.Of(before, []);
        RunSummary after = Run(Page(("bytes.image", 210_000)) with { Median = Detail() });
        FollowedRecommendation followed = Assert.Single(Recommender.Followed(recommended, before, after));
        Assert.Equal((600_000d, 210_000d), (followed.Before, followed.After));
        Assert.Equal("home: home.bytes.image.p50 600 kB → 210 kB.", followed.Words);
        Assert.Empty(Recommender.Followed(recommended, before, before));
    }

    [Fact]
    public void A_page_that_the_later_run_did_not_measure_was_not_followed()
    {
        RunSummary before = Run(Page() with { Median = Detail(new PageFinding(FindingKind.NoCompression, $"{Site}/a.js", "", 90_000, 0)) });
        Assert.Empty(Recommender.Followed(Recommender.Of(before, []), before, new RunSummary { RunId = "later" }));
    }

    [Fact]
    public void An_index_that_was_added_shows_in_the_server_timing_of_the_next_run()
    {
        RunSummary before = FaultyRun.Of(Fault.SlowQuery);
        RunSummary after = FaultyRun.Of(Fault.SmallPool);
        FollowedRecommendation followed = Recommender.Followed(Recommender.Of(before, BottleneckFinder.Find(before)), before, after)
            .Single(f => f.Recommendation.Metric.Metric == "request.cart.server-timing.db");
        Assert.True(followed.Before > 10 * followed.After, followed.Words);
    }

    private static IReadOnlyList<Recommendation> Of(PageSummary page) => Recommender.Of(Run(page), []);

    private static RunSummary Run(PageSummary page) => new() { RunId = "r", Pages = [page] };

    private static PageSummary Page(params (string Metric, double Value)[] values) => PageBuilder.Build("home") with
    {
        Runs = 1,
        Loads =
        [
            new PageLoad
            {
                Number = 1,
                Values = new Dictionary<string, double>(values.Select(v => KeyValuePair.Create(v.Metric, v.Value)))
                {
                    ["bytes"] = 1_000_000,
                    ["fcp"] = 1_000,
                },
            },
        ],
    };

    private static LoadDetail Detail(PageFinding? finding = null, string type = "script") => new()
    {
        Load = 1,
        Findings = finding is null ? [] : [finding],
        Waterfall = finding is null ? [] : [new RequestTiming { Address = finding.Address, Type = type, Start = 1, End = 2 }],
    };
}
