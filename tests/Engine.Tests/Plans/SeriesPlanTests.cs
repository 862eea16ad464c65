using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Values;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

/// <summary>Names, groups, checks and metrics of the plan's own, and the budgets about them.</summary>
public class SeriesPlanTests
{
    [Fact]
    public void A_request_is_named_by_the_plan_or_by_its_method_and_path_without_the_query()
    {
        ScenarioSeries series = SeriesOf(
            """
            - get: /products/${id}?page=2
            - { get: '/products/${id}?page=3' }
            - { post: /cart, name: Add to cart }
            - { put: /cart, name: Add to cart }
            - get: https://other.example/a?b=c
            """);
        Assert.Equal(
            [("request.get-products-id", "GET /products/${id}"), ("request.add-to-cart", "Add to cart"), ("request.get-https-other-example-a", "GET https://other.example/a")],
            series.Requests.Select(r => (r.Key, r.Title)));
    }

    [Fact]
    public void Names_that_read_the_same_in_budgets_are_reported_apart_by_a_number() => Assert.Equal(
        ["request.get-a-b", "request.get-a-b-2", "request.get"],
        SeriesOf("- get: /a/b\n- get: /a-b\n- get: /").Requests.Select(r => r.Key));

    [Fact]
    public void Groups_nest_and_hold_any_step()
    {
        PerfPlan plan = PlanText.Valid(PlanText.WithFlow(
            """
            - group: buy
              do:
                - get: /a
                - group: pay
                  do: [ { post: /b }, { pause: 1s } ]
            """));
        GroupStep buy = Assert.IsType<GroupStep>(plan.Load[0].Flow[0]);
        Assert.Equal(("buy", "pay"), (buy.Name, Assert.IsType<GroupStep>(buy.Do[1]).Name));
        Assert.Equal(["group.buy", "group.pay"], ScenarioSeries.Of(plan.Load[0].Flow).All.Where(s => s.Kind == SeriesKind.Group).Select(s => s.Key));
    }

    [Fact]
    public void A_captured_value_of_a_group_can_be_used_behind_it() =>
        PlanText.Valid(PlanText.WithFlow("- group: login\n  do: [ { get: /a, capture: { id: $.id } } ]\n- get: /b/${id}"));

    [Fact]
    public void A_check_asks_what_expect_can_ask_and_compares_one_value()
    {
        HttpStep step = StepOf("check: { ok: { status: 200, within: 300ms }, first: '$.a', many: { json: $.n, above: 3 }, kind: { header: content-type, contains: json } }");
        Assert.Equal(
            (new StatusRange(200, 200), TimeSpan.FromMilliseconds(300)),
            (step.Checks["ok"].Expect.Status[0], step.Checks["ok"].Expect.Within));
        Assert.Empty(step.Checks["first"].Tests);
        Assert.Equal([new CompareTest(ComparisonOperator.Above, "3")], step.Checks["many"].Tests);
        Assert.Equal(new HeaderCapture("content-type"), step.Checks["kind"].Source);
    }

    [Fact]
    public void A_measure_is_a_trend_without_unit_unless_the_plan_says_otherwise()
    {
        HttpStep step = StepOf("measure: { a: $.a, b: { header: x-b, kind: counter, unit: s }, c: { json: $.c, kind: rate, worse: higher } }");
        Assert.Equal((MeasureKind.Trend, MetricUnit.Score, MetricDirection.Higher), (step.Measures["a"].Kind, step.Measures["a"].Unit, step.Measures["a"].Worse));
        Assert.Equal((MeasureKind.Counter, 1000, MetricDirection.Lower), (step.Measures["b"].Kind, step.Measures["b"].Factor, step.Measures["b"].Worse));
        Assert.Equal((MeasureKind.Rate, MetricDirection.Higher), (step.Measures["c"].Kind, step.Measures["c"].Worse));
    }

    [Theory]
    [InlineData("name: '***'", "load.s.flow[0].name", 8, "this is not a name")]
    [InlineData("check: { a: { equals: 3 } }", "load.s.flow[0].check.a", 8, "the tests have no value to look at")]
    [InlineData("check: { a: {} }", "load.s.flow[0].check.a", 8, "the check has no condition")]
    [InlineData("check: { a: { json: $.a, above: x } }", "load.s.flow[0].check.a.above", 8, "above and below compare numbers only")]
    [InlineData("check: { a: { json: $.a, header: b } }", "load.s.flow[0].check.a", 8, "only one is allowed, but there are: json, header")]
    [InlineData("measure: { a: { json: $.a, kind: rate, unit: ms } }", "load.s.flow[0].measure.a.unit", 8, "a rate has no unit: it is the share of values that are not zero")]
    [InlineData("measure: { a: total }", "load.s.flow[0].measure.a", 8, "this is not a JSON path")]
    [InlineData("onFailure: stop", "load.s.flow[0].onFailure", 8, "'stop' is not one of the choices")]
    public void A_mistake_is_one_problem_with_path_and_line(string key, string path, int line, string message)
    {
        PlanProblem problem = PlanText.OneProblem(PlanText.WithFlow($"- {{ get: /, {key} }}"));
        Assert.Equal((path, line), (problem.Path, problem.Line));
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_200_names_of_requests_are_one_problem()
    {
        string flow = string.Join('\n', Enumerable.Range(0, 99).Select(i => $"- {{ get: /a{i} }}").Append("- repeat: 1\n  do:")
            .Concat(Enumerable.Range(0, 60).Select(i => $"    - {{ get: /b{i} }}")).Append("- repeat: 1\n  do:")
            .Concat(Enumerable.Range(0, 42).Select(i => $"    - {{ get: /c{i} }}")));
        PlanProblem[] problems = [.. Engine.Plans.Reading.PlanParser.Parse(PlanText.WithFlow(flow)).Problems.Where(p => p.Message.Contains("names", StringComparison.Ordinal))];
        Assert.Equal("the requests have 201 names; give those that belong together one with 'name'", Assert.Single(problems).Message);
    }

    [Theory]
    [InlineData("s.request.cart.latency.p95 < 300ms", "request.cart.latency", "p95")]
    [InlineData("s.request.cart.latency < 300ms", "request.cart.latency", "p95")]
    [InlineData("s.request.cart.errors < 1%", "request.cart.errors", "")]
    [InlineData("s.request.cart.server-timing.db.p95 < 40ms", "request.cart.server-timing.db", "p95")]
    [InlineData("s.group.buy.latency.p95 < 2s", "group.buy.latency", "p95")]
    [InlineData("s.group.buy.duration.max < 2s", "group.buy.duration", "max")]
    [InlineData("s.iterations.p95 < 3s", "iterations.duration", "p95")]
    [InlineData("s.iterations < 3s", "iterations.duration", "p95")]
    [InlineData("s.iterations.errors < 1%", "iterations.errors", "")]
    [InlineData("s.iterations.latency.p50 < 1s", "iterations.latency", "p50")]
    [InlineData("s.check.has-items > 99.9%", "check.has-items", "")]
    [InlineData("s.measure.total.p95 < 40", "measure.total", "p95")]
    [InlineData("s.measure.sold > 3", "measure.sold", "")]
    [InlineData("s.request.cart.latency.p95 regression < 10%", "request.cart.latency", "p95")]
    [InlineData("s.request.cart.latency.p95 trend stable", "request.cart.latency", "p95")]
    [InlineData("s.request.cart.latency.p95 < 300ms from 0s to 1s", "request.cart.latency", "p95")]
    [InlineData("s.request.cart.apdex.500ms > 0.9", "request.cart.apdex", "500ms")]
    public void A_budget_names_a_series_of_the_scenario(string expression, string metric, string aggregate)
    {
        BudgetRule rule = Assert.Single(PlanText.Valid(WithBudget(expression)).Budgets);
        Assert.Equal((metric, aggregate), (rule.Metric.Metric, rule.Metric.Aggregate));
        Assert.NotNull(rule.Define());
    }

    [Theory]
    [InlineData("s.request.crt.latency < 1s", "column 11: 's' has no request 'crt'; did you mean 'cart'?", "list, cart")]
    [InlineData("s.request.cart < 1s", "column 16: the metric is missing", "latency, service, errors, throughput, requests, apdex, burn, server-timing.NAME")]
    [InlineData("s.request.cart.lateny < 1s", "column 16: 'request.cart' has no metric 'lateny'; did you mean 'latency'?", "latency, service, errors, throughput, requests, apdex, burn, server-timing.NAME")]
    [InlineData("s.request.cart.latency.p96 < 1s", "column 24: 'request.cart.latency' has no 'p96'", "p50, p75, p90, p95, p99, p99.9, min, max, mean")]
    [InlineData("s.check.has > 1%", "column 9: 's' has no check 'has'", "has-items")]
    [InlineData("s.group < 1s", "column 9: the name of the group is missing", "buy")]
    [InlineData("s.request.cart.server-timing < 1s", "column 30: the name of the entry is missing", "a name that the target sends in Server-Timing, such as request.cart.server-timing.db")]
    [InlineData("s.iterations.dropped < 1%", "column 14: 'iterations' has no metric 'dropped'", "duration, latency, errors, throughput, completed")]
    public void A_budget_that_names_none_says_which_there_are(string expression, string message, string allowed)
    {
        PlanProblem problem = PlanText.OneProblem(WithBudget(expression));
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal(allowed, problem.Allowed);
    }

    [Fact]
    public void A_wildcard_is_a_row_for_each_of_its_kind_and_keeps_what_the_rule_says_besides()
    {
        PerfPlan plan = PlanText.Valid(WithBudget("{ rule: 's.request.*.errors < 1%', owner: shop }"));
        Assert.Equal(["s.request.list.errors < 1%", "s.request.cart.errors < 1%"], plan.Budgets.Select(b => b.Expression));
        Assert.All(plan.Budgets, b => Assert.Equal("shop", b.Owner));
    }

    [Fact]
    public void A_wildcard_with_a_mistake_is_one_problem() =>
        Assert.Contains("has no metric 'eror'", PlanText.OneProblem(WithBudget("s.request.*.eror < 1%")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_wildcard_for_which_there_is_nothing_is_a_problem() =>
        Assert.Equal("column 9: 's' has no group '*'", PlanText.OneProblem(PlanText.WithFlow("- get: /") + "\nbudgets: [ 's.group.*.errors < 1%' ]").Message);

    [Fact]
    public void Conditions_may_be_about_series_too()
    {
        string text = WithBudget("s.errors < 1%") + "\nabort: [ 's.request.*.errors > 50% for 10s', 's.check.has-items < 90% for 5s' ]";
        Assert.Equal(
            ["request.list.errors", "request.cart.errors", "check.has-items", "errors"],
            PlanText.Valid(text).Abort.Select(c => c.Metric.Metric));
        Assert.Equal("a condition cannot be about 'measure.total'",
            PlanText.OneProblem(WithBudget("s.errors < 1%") + "\nabort: [ 's.measure.total > 5 for 10s' ]").Message.Split(": ", 2)[1]);
    }

    [Fact]
    public void A_request_whose_failure_aborts_the_run_has_a_condition_of_its_own_whatever_abort_says()
    {
        PerfPlan plan = PlanText.Valid(PlanText.WithFlow("- { post: /login, onFailure: abort }\n- get: /") + "\nabort: off");
        LoadCondition condition = Assert.Single(plan.Abort);
        Assert.Equal(("s.request.post-login.errors > 0% for 1s", "request.post-login.errors"), (condition.Expression, condition.Metric.Metric));
    }

    private static string WithBudget(string budget) => PlanText.WithFlow(
        """
        - { get: /list, name: list, check: { has items: '$.items' }, measure: { total: $.total, sold: { json: $.n, kind: counter } } }
        - group: buy
          do: [ { post: /cart, name: cart } ]
        """) + $"\nbudgets:\n  - {budget}";

    private static ScenarioSeries SeriesOf(string flow) =>
        ScenarioSeries.Of(PlanText.Valid(PlanText.WithFlow(flow, "{ id: 1 }")).Load[0].Flow);

    private static HttpStep StepOf(string keys) =>
        Assert.IsType<HttpStep>(PlanText.Valid(PlanText.WithFlow($"- {{ get: /, {keys} }}")).Load[0].Flow[0]);
}
