using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.RealUsers;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

public class RealUserPlanTests
{
    [Fact]
    public void A_plan_says_whose_page_views_count_and_how_many_are_enough()
    {
        RealUserPlan rum = PlanText.Valid(FullPlan.Yaml).RealUsers!;
        Assert.Equal(["https://shop.example", "http://127.0.0.1:5000"], rum.Origins);
        Assert.Equal(["home", "product"], rum.Pages.Select(p => p.Name));
        Assert.Equal((TimeSpan.FromDays(14), 500, 0.125), (rum.Window, rum.MinSamples, rum.Sample));
    }

    [Fact]
    public void A_plan_without_load_and_pages_has_its_first_origin_as_target_and_sends_nothing()
    {
        PerfPlan plan = PlanText.Valid(With(""));
        Assert.Equal(("https://shop.example", false), (plan.Target, plan.Sends));
        Assert.Equal((TimeSpan.FromDays(7), 100, 1.0), (plan.RealUsers!.Window, plan.RealUsers.MinSamples, plan.RealUsers.Sample));
        Assert.Equal("https://other.example", PlanText.Valid(With("target: https://other.example")).Target);
    }

    [Theory]
    [InlineData("/", "home")]
    [InlineData("/p/12", "product")]
    [InlineData("/p/", "product")]
    [InlineData("/p/12/reviews", null)]
    [InlineData("/p/../admin", null)]
    [InlineData("//", null)]
    [InlineData("/docs/a/b", "docs")]
    [InlineData("/gr%C3%B6%C3%9Fe", "size")]
    [InlineData("/P/12", null)]
    public void A_path_counts_for_the_first_page_that_it_fits(string path, string? page) => Assert.Equal(page, PlanText.Valid("""
        version: 1
        name: p
        rum:
          origins: [ https://shop.example ]
          pages: { home: /, product: /p/*, docs: [ /docs, /docs/** ], size: /größe, again: /p/12 }
        """).RealUsers!.PageOf(path));

    [Theory]
    [InlineData("https://Shop.Example/", "https://shop.example")]
    [InlineData("https://shop.example:8443", "https://shop.example:8443")]
    [InlineData("https://shop.example:443", "https://shop.example")]
    [InlineData("https://größe.example", "https://xn--gre-6ka8i.example")]
    [InlineData("http://localhost:3000", "http://localhost:3000")]
    [InlineData("'https://[2001:db8::1]:8443'", "https://[2001:db8::1]:8443")]
    public void An_origin_is_written_as_browsers_write_it(string written, string origin) =>
        Assert.Equal([origin], PlanText.Valid(With("").Replace("https://shop.example", written, StringComparison.Ordinal)).RealUsers!.Origins);

    [Theory]
    [InlineData("http://shop.example")]
    [InlineData("https://*.shop.example")]
    [InlineData("https://shop.example/shop")]
    [InlineData("https://user@shop.example")]
    [InlineData("https://shop.example?x")]
    [InlineData("shop.example")]
    [InlineData("'null'")]
    public void What_is_not_an_origin_of_a_page_is_refused(string origin)
    {
        PlanProblem problem = PlanText.OneProblem(With("").Replace("https://shop.example", origin, StringComparison.Ordinal));
        Assert.Equal(("rum.origins[0]", "this is not an origin of a page"), (problem.Path, problem.Message));
    }

    [Fact]
    public void Every_mistake_is_reported_at_once_with_its_line()
    {
        PlanParseResult result = PlanParser.Parse("""
            version: 1
            name: p
            rum:
              pages:
                Home: /
                product: p/12
                query: /?a=1
                deep: [ /a, 'b' ]
              window: 31d
              minSamples: 0
              sample: 0.1
              orgins: []
            """);
        Assert.Equal(
            [
                ("rum.pages.Home", 5), ("rum.pages.product", 6), ("rum.pages.query", 7), ("rum.pages.deep[1]", 8), ("rum.window", 9),
                ("rum.minSamples", 10), ("rum.sample", 11), ("rum.orgins", 12), ("rum.orgins", 12),
            ],
            result.Problems.OrderBy(p => p.Line).Select(p => (p.Path, p.Line)));
        Assert.Contains(result.Problems, p => p.Message == "unknown key 'orgins'; did you mean 'origins'?");
        Assert.Contains(result.Problems, p => p.Path == "rum.window" && p.Allowed == "1d to 30d");
        Assert.Contains(result.Problems, p => p.Path == "rum.sample" && p.Message.Contains('%', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("load: { rum: { arrivals: { rate: 1/s, for: 1s }, flow: [ { get: / } ] } }", "load.rum")]
    [InlineData("pages: { rum: { path: / } }", "pages.rum")]
    public void No_scenario_and_no_page_can_have_the_name_of_real_users(string part, string path)
    {
        PlanProblem problem = PlanText.OneProblem($"version: 1\nname: p\n{part}\n");
        Assert.Equal((path, "'rum' is reserved for real users in budgets"), (problem.Path, problem.Message));
    }

    [Fact]
    public void A_plan_needs_something_to_measure() => Assert.Equal(
        ("the plan has none of 'load', 'pages' and 'rum'", "at least one of load, pages, rum"),
        (PlanText.OneProblem("version: 1\nname: p").Message, PlanText.OneProblem("version: 1\nname: p").Allowed));

    [Theory]
    [InlineData("rum.home.lcp < 2.5s", "home.lcp", "p75", MetricUnit.Milliseconds)]
    [InlineData("rum.home.cls.p99 < 0.1", "home.cls", "p99", MetricUnit.Score)]
    [InlineData("rum.product.inp.median < 200ms", "product.inp", "p50", MetricUnit.Milliseconds)]
    [InlineData("rum.home.count > 1000", "home.count", "", MetricUnit.Count)]
    [InlineData("rum.home.inp.count > 1000", "home.inp", "count", MetricUnit.Count)]
    public void A_budget_names_a_page_a_metric_and_what_to_make_of_it(string rule, string metric, string aggregate, MetricUnit unit)
    {
        BudgetRule budget = Assert.Single(PlanText.Valid(With($"budgets: [ {rule} ]")).Budgets);
        Assert.Equal((MetricKind.RealUser, new MetricReference("rum", metric, aggregate)), (budget.Kind, budget.Metric));
        Assert.Equal(unit, budget.Define()!.Unit);
    }

    [Theory]
    [InlineData("rum.hme.lcp < 2.5s", 5, "there is no page 'hme' of real users; did you mean 'home'?")]
    [InlineData("rum.home.lpc < 2.5s", 10, "real users have no metric 'lpc'; did you mean 'lcp'?")]
    [InlineData("rum.home.tbt < 2.5s", 10, "real users have no metric 'tbt'")]
    [InlineData("rum.home.lcp.p57 < 2.5s", 14, "real users have no 'p57'; did you mean 'p50'?")]
    [InlineData("rum.home.count.p75 < 2", 16, "'count' is a single number and has no 'p75'")]
    [InlineData("rum.home < 2.5s", 9, "the metric is missing")]
    [InlineData("rum < 2.5s", 4, "the page is missing")]
    [InlineData("rum.home.lcp < 2500", 16, "say '2500ms'")]
    [InlineData("rum.home.lcp regression < 10%", 14, "'regression' is not supported for real users")]
    [InlineData("rum.home.lcp trend stable", 14, "'trend' is not supported for real users")]
    [InlineData("rum.home.lcp < 2.5s from 10s to 20s", 21, "real users have no load to measure a window of")]
    public void A_budget_that_cannot_be_answered_is_refused(string rule, int column, string message)
    {
        PlanProblem problem = PlanText.OneProblem(With($"budgets: [ {rule} ]"));
        Assert.StartsWith($"column {column}: ", problem.Message, StringComparison.Ordinal);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_budget_of_real_users_without_them_names_the_key() => Assert.Equal(
        "a name in 'rum.pages'", PlanText.OneProblem(PlanText.With("budgets: [ rum.home.lcp < 2.5s ]")).Allowed);

    private static string With(string lines) => $$"""
        version: 1
        name: p
        rum: { origins: [ https://shop.example ], pages: { home: /, product: /p/* } }
        {{lines}}
        """;
}
