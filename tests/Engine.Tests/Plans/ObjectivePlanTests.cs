using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Objectives;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

public class ObjectivePlanTests
{
    [Fact]
    public void A_plan_without_objectives_has_none() => Assert.Null(PlanText.Valid(With("")).Objectives);

    [Fact]
    public void Objectives_say_who_answers_for_which_journeys_and_how_demand_grows()
    {
        ServiceObjectives objectives = PlanText.Valid(FullPlan.Yaml).Objectives!;
        Assert.Equal(("shop-team", 500.50m, 100_000), (objectives.Owner, objectives.MonthlyCost, objectives.Data["products"]));
        Assert.Equal(["browse", "browse.group.pay-leave", "shop"], objectives.Journeys.Select(j => j.Subject));

        Journey browse = objectives.Journeys[0];
        Assert.Equal((0.999, 5, 200, TimeSpan.FromDays(7)), (browse.Availability, browse.Throughput, browse.Users, browse.Window));
        Assert.Equal([new(95, TimeSpan.FromMilliseconds(400)), new LatencyObjective(99.9, TimeSpan.FromSeconds(2))], browse.Latency);
        Assert.Equal([new("lcp.p75", "2.5s"), new MetricObjective("cls", "0.1")], objectives.Journeys[2].Metrics);
        Assert.Equal(TimeSpan.FromDays(28), objectives.Journeys[1].Window);

        DemandGrowth growth = objectives.Growth!;
        Assert.Equal((-0.025, 10, 12), (growth.PerMonth, growth.PeakFactor, growth.Seasons.Count));
        Assert.Equal(new DemandEvent("Black Friday", new DateOnly(2027, 11, 26), 4), Assert.Single(growth.Events));
    }

    [Fact]
    public void Budgets_derive_from_the_targets_of_a_journey_and_say_so()
    {
        PerfPlan plan = PlanText.Valid(With("""
            objectives:
              owner: team
              journeys:
                browse:
                  availability: 99.95%
                  latency: { p95: 300ms, p99.9: 1.5s }
                  throughput: 3000/m
                cart: { of: browse.request.cart, latency: { p99: 1s } }
                buying: { of: browse.group.buy, availability: 99% }
                all: { of: load, availability: 90% }
                home: { metrics: { lcp.p75: 2.5s, cls: 0.1 } }
                checks: { of: browse, metrics: { check.filled: 99%, apdex.500ms: 0.9 } }
              growth: { perMonth: 10% }
            """));
        Assert.Equal(
            [
                "browse.errors < 0.05%", "browse.latency.p95 < 300ms", "browse.latency.p99.9 < 1.5s", "browse.throughput >= 50/s",
                "browse.request.cart.latency.p99 < 1s", "browse.group.buy.errors < 1%", "load.errors < 10%",
                "home.lcp.p75 < 2.5s", "home.cls < 0.1", "browse.check.filled >= 99%", "browse.apdex.500ms >= 0.9",
            ],
            plan.Budgets.Select(b => b.Expression));
        Assert.Equal((0.0005, BudgetLevel.Fail), (plan.Budgets[0].Limit, plan.Budgets[0].Level));
        Assert.All(plan.Budgets, b => Assert.Equal("team", b.Owner));
        Assert.Equal(["objective browse", "objective cart"], plan.Budgets.Skip(3).Take(2).Select(b => b.Why));
        Assert.Equal([14, 15, 15, 16, 17], plan.Budgets.Take(5).Select(b => b.Line));
    }

    [Fact]
    public void A_budget_of_the_plan_stands_where_it_is_about_the_same_metric()
    {
        PerfPlan plan = PlanText.Valid(With("""
            objectives: { journeys: { browse: { availability: 99.9%, latency: { p95: 300ms, p99: 1s }, throughput: 5/s } } }
            budgets:
              - browse.latency < 500ms
              - { rule: browse.errors < 5%, level: off }
              - browse.throughput < 100/s
              - browse.latency.p99 regression < 10%
            """));
        Assert.Equal(
            [
                "browse.latency < 500ms", "browse.errors < 5%", "browse.throughput < 100/s", "browse.latency.p99 regression < 10%",
                "browse.latency.p99 < 1s", "browse.throughput >= 5/s",
            ],
            plan.Budgets.Select(b => b.Expression));
        Assert.Null(plan.Budgets[0].Why);
    }

    [Fact]
    public void Every_mistake_is_reported_at_once_with_its_line()
    {
        PlanParseResult result = PlanParser.Parse(With("""
            objectives:
              ownr: team
              journeys:
                browse: { availability: 100%, latency: { p95: 300, p42: 1s }, throughput: 0/s, users: many, window: 28 }
                brows: { users: 5 }
                buying: { of: browse.buy, users: 5 }
                lost: { of: browse.request.crt, users: 5 }
                empty: { of: browse }
                home: { latency: { p95: 1s }, metrics: { lcp.p76: 2s, lcp.p75: 2 } }
                Bad: { of: home, users: 1 }
              growth:
                perMonth: -100%
                peak: 0.5x
                seasons: [ 1, 1 ]
                events:
                  - { name: x, date: 2027-02-29, factor: 0.9x }
                  - { date: 2027-02-28 }
              data: { products: 1.5 }
              monthlyCost: free
            """));
        Assert.Equal(
            [
                ("objectives.ownr", 11), ("objectives.journeys.browse.availability", 13), ("objectives.journeys.browse.latency.p42", 13),
                ("objectives.journeys.browse.latency.p95", 13), ("objectives.journeys.browse.throughput", 13),
                ("objectives.journeys.browse.users", 13), ("objectives.journeys.browse.window", 13), ("objectives.journeys.brows", 14),
                ("objectives.journeys.buying.of", 15), ("objectives.journeys.lost.of", 16), ("objectives.journeys.empty", 17),
                ("objectives.journeys.home.latency", 18), ("objectives.journeys.home.metrics", 18), ("objectives.journeys.home.metrics", 18),
                ("objectives.journeys.Bad", 19), ("objectives.growth.perMonth", 21), ("objectives.growth.peak", 22),
                ("objectives.growth.seasons", 23), ("objectives.growth.events[0].date", 25), ("objectives.growth.events[0].factor", 25),
                ("objectives.growth.events[1].name", 26), ("objectives.growth.events[1].factor", 26), ("objectives.data.products", 27),
                ("objectives.monthlyCost", 28),
            ],
            result.Problems.Select(p => (p.Path, p.Line)).OrderBy(p => p.Line).ThenBy(p => Array.IndexOf(Order, p.Path.Split('.')[^1])));
        string all = string.Join('\n', result.Problems);
        Assert.All(
            [
                "did you mean 'owner'", "no error budget would be left", "unknown key 'p42'", "say '28d'", "did you mean 'browse'",
                "did you mean 'browse.group.buy'", "did you mean 'cart'", "the journey has no target", "a page has no metric 'latency'",
                "demand cannot shrink by all of itself", "the list has 2 factors", "there is no such date", "1x to 1000x",
            ],
            part => Assert.Contains(part, all, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{}", "there are no objectives")]
    [InlineData("{ journeys: {} }", "there are no journeys")]
    [InlineData("{ growth: {} }", "nothing is said of the growth")]
    [InlineData("{ data: {} }", "there are no data volumes")]
    [InlineData("{ growth: { seasons: [ 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2 ] } }", "the factors have a mean of 2")]
    [InlineData("{ growth: { perMonth: -101% } }", "demand cannot shrink by all of itself")]
    [InlineData("{ growth: { perMonth: 5 } }", "a bare number has no unit; say '5%'")]
    [InlineData("{ journeys: { browse: { users: 1, window: 400d } } }", "the window is out of range")]
    [InlineData("{ journeys: { x: { of: 'browse.errors < 1', users: 1 } } }", "'browse.errors < 1' does not name what measures the journey")]
    public void Objectives_that_say_nothing_or_too_much_are_refused(string objectives, string message) =>
        Assert.Equal(message, PlanText.OneProblem(With($"objectives: {objectives}")).Message);

    [Fact]
    public void More_journeys_than_a_plan_may_have_are_refused()
    {
        string journeys = string.Join(", ", Enumerable.Range(0, PlanLimits.Journeys + 1).Select(i => $"j{i}: {{ of: browse, users: 1 }}"));
        Assert.Equal("21 entries are too many", PlanText.OneProblem(With($"objectives: {{ journeys: {{ {journeys} }} }}")).Message);
    }

    [Fact]
    public void More_budgets_than_a_plan_may_have_are_refused_with_those_that_derive()
    {
        string own = string.Join("\n", Enumerable.Range(1, PlanLimits.Budgets).Select(i => $"  - browse.requests < {i}"));
        PlanProblem problem = PlanText.OneProblem(With($"objectives: {{ journeys: {{ browse: {{ availability: 99% }} }} }}\nbudgets:\n{own}"));
        Assert.Equal(("objectives", "the plan has 201 budgets together with those of its objectives"), (problem.Path, problem.Message));
    }

    [Fact]
    public void Objectives_may_stand_in_a_file_beside_the_plan()
    {
        PlanFiles files = PlanText.Files(("objectives.yml", "owner: team\njourneys:\n  browse: { latency: { p95: 300ms } }\n"));
        PerfPlan plan = PlanText.Valid(With("objectives: { file: objectives.yml }"), files);
        Assert.Equal("team", plan.Objectives!.Owner);
        Assert.Equal(("browse.latency.p95 < 300ms", 10), (Assert.Single(plan.Budgets).Expression, plan.Budgets[0].Line));
    }

    [Theory]
    [InlineData("journeys:\n  browse: { latency: { p95: 300 } }\n", "in 'o.yml': line 2: a bare number has no unit; say '300s'")]
    [InlineData("journeys: [\n", "in 'o.yml': line 2: this is not valid YAML")]
    [InlineData("", "in 'o.yml': the file is empty")]
    public void Mistakes_of_the_file_are_reported_with_its_lines(string text, string message)
    {
        PlanProblem problem = PlanText.OneProblem(With("objectives: { file: o.yml }"), PlanText.Files(("o.yml", text)));
        Assert.Equal(10, problem.Line);
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Objectives_change_nothing_of_what_is_measured() => Assert.Equal(
        PlanFingerprint.Of(With("")), PlanFingerprint.Of(With("objectives: { journeys: { browse: { availability: 99.9% } } }")));

    private static readonly string[] Order =
        ["availability", "p42", "p95", "throughput", "users", "window", "latency", "metrics", "date", "name", "factor"];

    // What is given begins at line 10.
    private static string With(string lines) => $$"""
        version: 1
        name: p
        pages: { home: { path: / } }
        load:
          browse:
            arrivals: { rate: 1/s, for: 1s }
            flow:
              - group: buy
                do: [ { get: /cart, name: cart, check: { filled: $.items } } ]
        {{lines}}
        """;
}
