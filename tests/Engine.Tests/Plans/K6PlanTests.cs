using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Conditions;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Plans;

/// <summary>Plans that run a k6 script.</summary>
public class K6PlanTests
{
    private const string Script = """
        import http from 'k6/http';
        export function setup() { return { token: http.get('https://shop.example/token').body }; }
        export default function (data) { http.get('https://shop.example/products'); }
        """;

    [Fact]
    public void A_step_calls_a_function_and_what_it_measures_can_have_budgets()
    {
        PlanParseResult parsed = Parse("k6: { file: shop.js, env: { A: 1 } }", "default", "budgets: [ s.request.get-products.latency.p95 < 300ms ]");
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Problems));
        K6Step step = Assert.IsType<K6Step>(Assert.Single(parsed.Plan!.Load[0].Flow));
        Assert.Equal(("default", "1"), (step.Function, step.Script.Environment["A"]));
        Assert.Equal(["https://shop.example"], PlanAddresses.Of(parsed.Plan).Select(a => a.Text));
    }

    [Theory]
    [InlineData("k6: { file: shop.js }", "buy", "the script exports no function 'buy'", "setup, default")]
    [InlineData("k6: { file: none.js }", "default", "there is no such file", "")]
    [InlineData("k6: { file: bad.js }", "default", "in 'bad.js': line 2, column 1: 'http.get' is called while the script is read", "requests and pauses")]
    [InlineData("k6: { file: opens.js }", "default", "in 'opens.js': line 1: a file is opened that the plan does not name", "k6: { files: [ data/a-b.csv ] } in the plan")]
    [InlineData("k6: { file: shop.js, files: [ none.csv ] }", "default", "there is no such file", "")]
    [InlineData("k6: { env: { A: 1 } }", "default", "", "")]
    [InlineData("", "default", "the plan has no k6 script", "k6: { file: script.js }")]
    public void Mistakes_are_reported_once_each(string k6, string function, string message, string allowed)
    {
        PlanProblem problem = Assert.Single(Parse(k6, function).Problems);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, problem.Allowed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_that_aborts_the_test_aborts_the_run_even_in_its_last_iteration()
    {
        PerfPlan plan = Parse("k6: { file: aborts.js }", "default", model: "{ count: 1, iterations: 1, for: 10s }").Plan!;
        Assert.Equal(["api_key"], plan.Secrets);
        LoadCondition condition = Assert.Single(plan.Abort, a => a.Expression == "s.check.test-is-not-aborted < 100% for 1s");

        RecentLoad load = new(ConditionWatch.LongestWindow(plan));
        load.Replace(0, [new LoadInterval
        {
            Scenario = "s",
            Shard = 0,
            Second = 0,
            Counts = new IntervalCounts { Started = 1 },
            Series = [new SeriesInterval { Key = condition.Metric.Metric, Counts = new IntervalCounts { Completed = 1, Failed = 1 } }],
        }]);
        ConditionWatch watch = new(plan, load);
        Assert.True(watch.Check(0));
        Assert.Equal(condition.Expression, watch.Abort!.Expression);
    }

    private static PlanParseResult Parse(string k6, string function, string more = "", string model = "{ count: 1, for: 10s }")
    {
        (string Name, string Text)[] all =
        [
            ("shop.js", Script),
            ("bad.js", "import http from 'k6/http';\nhttp.get('/');\nexport default () => {}"),
            ("aborts.js", "import { test } from 'k6/execution';\nimport secrets from 'k6/secrets';\n"
                + "export default async () => (await secrets.get('api-key')) || test.abort();"),
            ("opens.js", "const a = open('../data/a b.csv');\nexport default () => {}"),
        ];
        PlanFiles files = PlanText.Files([.. all.Where(f => k6.Contains(f.Name, StringComparison.Ordinal))]);
        return PlanParser.Parse(
            $$"""
            version: 1
            name: p
            {{k6}}
            load: { s: { users: {{model}}, flow: [ { k6: {{function}} } ] } }
            {{more}}
            """,
            PlanSettings.None,
            files);
    }
}
