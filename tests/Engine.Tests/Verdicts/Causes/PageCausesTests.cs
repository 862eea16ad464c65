using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Engine.Verdicts.Causes;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Verdicts.Causes;

public class PageCausesTests
{
    private static readonly PageSummary Usual = Page(
        "h1", ("lcp", 2000), ("lcp.ttfb", 300), ("lcp.load-delay", 400), ("lcp.load-time", 800), ("lcp.render-delay", 500), ("ttfb", 300), ("fcp", 900),
        ("tbt", 100), ("main.script", 300), ("main.layout", 100), ("bytes", 500_000), ("bytes.script", 290_000), ("bytes.image", 200_000),
        ("requests", 20), ("requests.script", 5), ("requests.image", 10), ("thirdparty.bytes", 20_000), ("blocking", 2), ("cls", 0.05));

    [Fact]
    public void The_part_of_lcp_that_grew_and_the_element_that_changed_are_reported() => Assert.Equal(
        ["Of the parts of LCP, the load delay, until its image is requested, grew most: 400 ms → 1.2 s.", "The LCP element changed: h1 → img.hero."],
        Causes("home.lcp regression < 10%", With(Usual, "img.hero", ("lcp", 2850), ("lcp.load-delay", 1200), ("lcp.ttfb", 350)), Usual));

    [Fact]
    public void A_page_is_compared_with_the_address_that_was_loaded_in_turns_with_it()
    {
        PageSummary head = With(Usual, "h1", ("lcp", 2850), ("lcp.load-time", 1600)) with { BaseAddress = new Uri("https://main.shop.example"), BaseLoads = Usual.Loads };
        PageSummary elsewhere = With(Usual, "h1", ("lcp", 2850));
        Assert.Equal("Of the parts of LCP, the load time of its image grew most: 800 ms → 1.6 s.", Causes("home.lcp regression < 10%", head, elsewhere)[0]);
    }

    [Fact]
    public void Script_that_grew_is_reported_by_work_and_bytes() => Assert.Equal(
        ["More main-thread work on script: 300 ms → 700 ms.", "More bytes of type script: 290 kB → 410 kB."],
        Causes("home.tbt regression < 10%", With(Usual, "h1", ("tbt", 300), ("main.script", 700), ("bytes.script", 410_000)), Usual));

    [Fact]
    public void What_delays_the_first_paint_is_reported() => Assert.Equal(
        ["The document's first byte comes later: 300 ms → 600 ms.", "More resources block the first paint: 2 → 5."],
        Causes("home.fcp regression < 10%", With(Usual, "h1", ("fcp", 1300), ("ttfb", 600), ("blocking", 5)), Usual));

    [Fact]
    public void The_type_that_grew_most_is_reported_with_what_comes_from_other_sites()
    {
        PageSummary head = With(Usual, "h1", ("bytes", 640_000), ("bytes.script", 410_000), ("bytes.image", 220_000), ("thirdparty.bytes", 120_000), ("requests", 24), ("requests.script", 9));
        Assert.Equal(
            ["Resources of type script grew most: 290 kB → 410 kB.", "More bytes from other sites: 20 kB → 120 kB."],
            Causes("home.bytes regression < 10%", head, Usual));
        Assert.Equal(["Resources of type script grew most: 5 → 9."], Causes("home.requests regression < 10%", head, Usual));
    }

    [Fact]
    public void An_absolute_rule_is_reported_its_largest_part_and_what_it_is_about()
    {
        PageSummary page = Usual with
        {
            Median = new LoadDetail
            {
                Load = 1,
                Lcp = new LcpCause("img.hero", "https://shop.example/hero.jpg", 300, 2400, 300, 100),
                Shifts = [new ShiftCause(800, 0.12, ["div.banner", "p"]), new ShiftCause(900, 0.01, ["a"])],
                LongTasks = [new TaskCause(500, 320, "https://shop.example/app.js"), new TaskCause(900, 60, null)],
                Findings = [new PageFinding(FindingKind.RenderBlocking, "https://shop.example/all.css", "", 0, 300)],
                Waterfall = [Request("app.js", "script", 210_000), Request("lib.js", "script", 80_000), Request("hero.jpg", "image", 300_000)],
            },
        };
        Assert.Equal(
            ["Of the 3.1 s to LCP in the median load, 2.4 s are load delay, until its image is requested. The element is img.hero."], Causes("home.lcp < 2.5s", page));
        Assert.Equal(["The worst shift of the median load, 0.12, moved div.banner and 1 more."], Causes("home.cls < 0.1", page));
        Assert.Equal(["The longest task of the median load, 320 ms, ran https://shop.example/app.js."], Causes("home.tbt < 50ms", page));
        Assert.Equal(["The first paint of the median load is blocked by https://shop.example/all.css."], Causes("home.fcp < 500ms", page));
        Assert.Equal(["The largest resource of the median load of this type is https://shop.example/app.js: 210 kB."], Causes("home.bytes.script < 100kB", page));
        Assert.Equal("The largest part is of type script: 290 kB.", Causes("home.bytes < 100kB", page)[0]);
        Assert.Equal(["The largest part is of type image: 10 requests."], Causes("home.requests < 10", page));
        Assert.Equal(["The longest task of the median load, 320 ms, ran https://shop.example/app.js."], Causes("home.tbt < 50ms", page, Usual));
    }

    [Fact]
    public void A_shift_that_came_is_reported_by_what_it_moved()
    {
        PageSummary head = With(Usual, "h1", ("cls", 0.2)) with { Median = new LoadDetail { Load = 1, Shifts = [new ShiftCause(1, 0.15, ["div.banner"])] } };
        Assert.Equal(["The worst shift of the median load, 0.15, moved div.banner."], Causes("home.cls regression < 10%", head, Usual));
    }

    [Theory]
    [InlineData("home.lcp < 2.5s")]
    [InlineData("home.cls regression < 10%")]
    [InlineData("home.tbt < 50ms")]
    [InlineData("home.inp < 200ms")]
    [InlineData("home.bytes < 100kB")]
    [InlineData("home.step.pay.time < 1s")]
    public void Nothing_is_said_where_figures_are_absent(string rule)
    {
        PageSummary bare = Page("h1", ("lcp", 3000), ("bytes", 600_000), ("cls", 0.2), ("tbt", 300), ("step.pay.time", 2000));
        Assert.Empty(Causes(rule, bare));
        Assert.Empty(Causes(rule, bare with { Name = "other" }, bare));
        Assert.Empty(Causes(rule, bare with { Loads = [PageBuilder.Failed(1, "refused")] }, bare));
    }

    [Fact]
    public void A_number_that_one_load_lacks_is_compared_with_nothing()
    {
        PageSummary head = With(Usual, "h1", ("lcp", 2850), ("lcp.load-delay", 1200));
        PageSummary before = Usual with { Loads = [.. Usual.Loads, new PageLoad { Number = 9, Values = new Dictionary<string, double> { ["lcp"] = 2000 }, LcpElement = "h1" }] };
        Assert.Empty(Causes("home.lcp regression < 10%", head, before));
    }

    [Fact]
    public void A_long_selector_is_cut() => Assert.InRange(
        Causes("home.lcp regression < 10%", With(Usual, new string('x', 4_000), ("lcp", 2850)), Usual)[0].Length, 100, 200);

    private static IReadOnlyList<string> Causes(string expression, PageSummary head, params PageSummary[] baseline)
    {
        BudgetRule rule = Numbers.Rule(expression);
        RuleResult broken = RunReportBuilder.Rule(expression, RuleStatus.Fail, "", 1, "", 1, "");
        Verdict verdict = new() { RunId = "r", Outcome = RunOutcome.Failed, Headline = "", Rules = [broken] };
        return RuleCauses.Explain(verdict, [rule], Run(head), [.. baseline.Select(Run)]).Rules[0].Causes;
    }

    private static RunSummary Run(PageSummary page) => new() { RunId = "r", Pages = [page] };

    private static PageSummary Page(string element, params (string Metric, double Value)[] values) => PageBuilder.Build("home") with
    {
        Loads = [.. Enumerable.Range(1, 5).Select(n => new PageLoad { Number = n, LcpElement = element, Values = values.ToDictionary(v => v.Metric, v => v.Value) })],
    };

    private static PageSummary With(PageSummary page, string element, params (string Metric, double Value)[] values) => Page(
        element, [.. page.Loads[0].Values.Where(v => values.All(c => c.Metric != v.Key)).Select(v => (v.Key, v.Value)), .. values]);

    private static RequestTiming Request(string file, string type, double bytes) =>
        new() { Address = $"https://shop.example/{file}", Type = type, Start = 0, End = 100, Bytes = bytes };
}
