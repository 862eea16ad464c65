using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Plans.Reading.K6;
using PerfFunctions.Load.K6.Plans;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Load.Tests.K6.Plans;

/// <summary>The options of a script become scenarios, HTTP settings and budgets.</summary>
public class K6PlanTests
{
    private const string Functions = """
        import http from 'k6/http';
        import { check, group } from 'k6';
        import { Trend, Counter } from 'k6/metrics';
        import { WebSocket } from 'k6/websockets';
        const size = new Trend('size');
        const sold = new Counter('sold');
        export default function () {
          group('front', () => check(http.get(`${__ENV.BASE_URL}/a`, { tags: { name: 'front page' } }), { ok: (r) => r.status === 200 }));
          http.get(`${__ENV.BASE_URL}/style.css`, { tags: { kind: 'css' } });
          size.add(1);
          sold.add(1);
        }
        export function chat() { new WebSocket('wss://chat.example/socket'); }
        export function buy() { http.post(`${__ENV.BASE_URL}/buy`); }
        """;

    [Theory]
    [InlineData("{}", "users: { count: 1, iterations: 1, for: 10m }")]
    [InlineData("{ vus: 5, duration: '1m30s' }", "users: { count: 5, for: 1m30s }")]
    [InlineData("{ vus: 5, iterations: 50 }", "users: { count: 5, shared: 50, for: 10m }")]
    [InlineData("{ stages: [{ duration: '30s', target: 10 }, { duration: '1m', target: 0 }] }", "- { from: 1, to: 10, over: 30s }\n      - { from: 10, to: 0, over: 1m }")]
    [InlineData("{ scenarios: { default: { executor: 'per-vu-iterations', vus: 2, iterations: 3, maxDuration: '20s' } } }", "users: { count: 2, iterations: 3, for: 20s }")]
    [InlineData("{ scenarios: { default: { executor: 'constant-arrival-rate', rate: 120, timeUnit: '1m', duration: '10s', preAllocatedVUs: 3, maxVUs: 9 } } }", "arrivals: { rate: 2/s, for: 10s }\n    inFlight: 9")]
    [InlineData("{ scenarios: { default: { executor: 'ramping-arrival-rate', startRate: 10, stages: [{ target: 20, duration: '0s' }, { target: 50, duration: '10s' }], preAllocatedVUs: 5 } } }", "- { from: 20/s, to: 50/s, over: 10s }\n    inFlight: 5")]
    [InlineData("{ scenarios: { default: { executor: 'constant-vus', vus: 1, duration: '5s', startTime: '3s', exec: 'buy' } } }", "start: 3s\n    flow: [ { k6: buy } ]")]
    public void Executors_are_load_models(string options, string load) => Assert.Contains(load, Plan(options).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("'http_req_duration': ['p(95)<500', 'avg<100', 'med<=50.5', 'max<2000']", "default.service.p95 < 500ms", "default.service.mean < 100ms", "default.service.p50 <= 50.5ms", "default.service.max < 2000ms")]
    [InlineData("'http_req_failed': ['rate<0.01']", "default.errors < 1%")]
    [InlineData("'http_reqs': ['count>100', 'rate>=5']", "default.requests > 100", "default.throughput >= 5/s")]
    [InlineData("'http_req_duration{name:front page}': ['p(99)<300']", "default.request.front-page.service.p99 < 300ms")]
    [InlineData("'http_req_duration{kind:css}': ['p(95)<100']", "default.request.kind-css.service.p95 < 100ms")]
    [InlineData("'http_req_failed{method:GET,kind:css}': ['rate<0.01']", "default.request.kind-css-method-get.errors < 1%")]
    [InlineData("'http_req_duration{name:https://shop.example/a}': ['max<900']", "default.request.name-https-shop-example-a.service.max < 900ms")]
    [InlineData("'http_req_duration{group:::front}': ['p(95)<100'], 'http_reqs{status:200}': ['count>1']", "default.request.group-front.service.p95 < 100ms", "default.request.status-200.requests > 1")]
    [InlineData("'http_req_duration{expected_response:true}': [{ threshold: 'p(90)<400', abortOnFail: true }]", "default.service.p90 < 400ms")]
    [InlineData("'checks': ['rate>0.95'], 'checks{check:ok}': ['rate==1']", "default.check.all-checks > 95%", "default.check.ok >= 100%")]
    [InlineData("'http_req_failed': ['rate==0']", "default.errors <= 0%")]
    [InlineData("'http_req_failed{name:cart,name:front page}': ['rate<0.01']", "default.request.front-page.errors < 1%")]
    [InlineData("'group_duration{group:::front}': ['avg<900']", "default.group.front.duration.mean < 900ms")]
    [InlineData("'iteration_duration': ['p(95)<1000'], 'iterations': ['count>10']", "default.iterations.duration.p95 < 1000ms", "default.iterations.completed > 10")]
    [InlineData("size: ['p(95)<100'], sold: ['count>5']", "default.measure.size.p95 < 100", "default.measure.sold > 5")]
    public void Thresholds_are_budgets_that_the_plan_understands(string thresholds, params string[] budgets)
    {
        PerfPlan plan = Parsed(Plan($"{{ thresholds: {{ {thresholds} }} }}"));
        Assert.Equal(budgets, plan.Budgets.Select(b => b.Expression));
    }

    [Fact]
    public void A_threshold_of_all_scenarios_is_one_of_the_whole_load_or_of_each_that_measures_it()
    {
        PerfPlan plan = Parsed(Plan("""
            { scenarios: { browse: { executor: 'constant-vus', vus: 1, duration: '5s' }, Buy_Flow: { executor: 'constant-vus', vus: 1, duration: '5s', exec: 'buy' } },
              thresholds: { http_req_failed: ['rate<0.01'], checks: ['rate>0.9'], 'http_req_duration{scenario:Buy_Flow}': ['p(95)<500'] } }
            """));
        Assert.Equal(["load.errors < 1%", "browse.check.all-checks > 90%", "buy_flow.service.p95 < 500ms"], plan.Budgets.Select(b => b.Expression));
    }

    [Fact]
    public void Tags_of_scenarios_choose_the_scenarios()
    {
        PerfPlan plan = Parsed(Plan("""
            { tags: { team: 'shop' }, scenarios: {
                browse: { executor: 'constant-vus', vus: 1, duration: '5s', tags: { type: 'site' } },
                buy: { executor: 'constant-vus', vus: 1, duration: '5s', exec: 'buy', tags: { type: 'api' } } },
              thresholds: { 'http_req_failed{team:shop}': ['rate<0.01'], 'http_req_duration{type:api}': ['p(95)<500'], 'checks{type:site}': ['rate>0.9'] } }
            """));
        Assert.Equal(["load.errors < 1%", "buy.service.p95 < 500ms", "browse.check.all-checks > 90%"], plan.Budgets.Select(b => b.Expression));
    }

    [Fact]
    public void All_that_cannot_be_run_is_said_at_once() => Assert.Equal(
        [
            "scenario 'a': the executor externally-controlled is changed from outside while it runs, which is not supported; use ramping-vus",
            "scenario 'b': duration is missing, which must be a time, such as '30s' or '1m30s'",
            "scenario 'c': vus is -1, which must be a whole number from 1",
            "scenario 'd': there is no executor 'constant'",
            "threshold 'http_req_duration: p95 under 500' cannot be evaluated: it is not a threshold such as http_req_duration: ['p(95)<500']",
            "threshold 'http_req_duration{proto:h2}: p(95)<1' cannot be evaluated: nothing is measured by proto:h2",
            "threshold 'vus: value>1' cannot be evaluated: what the generator does is not a budget",
        ],
        Plan("""
            { scenarios: { a: { executor: 'externally-controlled' }, b: { executor: 'constant-vus' }, c: { executor: 'shared-iterations', vus: -1 }, d: { executor: 'constant' } },
              thresholds: { http_req_duration: ['p95 under 500'], 'http_req_duration{proto:h2}': ['p(95)<1'], vus: ['value>1'] } }
            """).Problems.Select(p => p.Message));

    [Theory]
    [InlineData("__ENV.nothing.at", "TypeError: Cannot read properties of undefined")]
    [InlineData("(() => { for (;;); })()", "shop.js: (runs more than|takes longer than)")]
    public void A_script_that_fails_while_it_is_read_says_so(string options, string failure) =>
        Assert.Matches(failure, Assert.Single(Plan(options).Problems).ToString());

    [Fact]
    public void Options_may_follow_from_the_data_of_the_script()
    {
        string text = Plan("{ vus: rows.length, iterations: rows[1].count * Number('0x' + crypto.sha256('a', 'hex').slice(0, 1)) }", before: """
            import { SharedArray } from 'k6/data';
            import crypto from 'k6/crypto';
            const rows = new SharedArray('rows', () => [{ count: 1 }, { count: 7 }, { count: 3 }]);
            """).Text;
        Assert.Contains("users: { count: 3, shared: 84, for: 10m }", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_of_the_environment_reaches_the_script_as_it_is()
    {
        const string Odd = "first line\nsecond: 'quoted' \"twice\" \\ ${name} \u00fc\u2028end";
        K6Script script = Script("{}") with { Environment = new Dictionary<string, string> { ["BASE_URL"] = "https://shop.example", ["ODD"] = Odd } };
        PerfPlan plan = Parsed(K6Plan.Of("shop", script, [], null, TimeProvider.System, _ => null));
        Assert.Equal(Odd, ((K6Step)plan.Load[0].Flow[0]).Script.Environment["ODD"]);
    }

    [Fact]
    public void The_command_line_comes_before_the_script()
    {
        string text = Plan("{ vus: 5, duration: '1m', thresholds: { http_req_failed: ['rate<0.01'] } }", new JsonObject { ["vus"] = 2, ["iterations"] = 8 }).Text;
        Assert.Contains("users: { count: 2, shared: 8, for: 10m }", text, StringComparison.Ordinal);
        Assert.Contains("default.errors < 1%", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http_req_failed: [{ threshold: 'rate<0.01', abortOnFail: true }]", "default.errors >= 1% for 10s")]
    [InlineData("http_req_duration: [{ threshold: 'p(95)<=500', abortOnFail: true, delayAbortEval: '1m' }]", "default.service.p95 > 500ms for 1m")]
    [InlineData("'checks{check:ok}': [{ threshold: 'rate>0.9', abortOnFail: true, delayAbortEval: '2h' }]", "default.check.ok <= 90% for 10m")]
    [InlineData("'group_duration{group:::front}': [{ threshold: 'avg<900', abortOnFail: true }, { threshold: 'avg>1', abortOnFail: false }]", "default.group.front.duration.mean >= 900ms for 10s")]
    public void A_threshold_that_aborts_is_a_condition_of_the_last_seconds_too(string thresholds, string condition) =>
        Assert.Equal([condition], Parsed(Plan($"{{ thresholds: {{ {thresholds} }} }}")).Abort.Where(a => a.Line > 0).Select(a => a.Expression));

    [Theory]
    [InlineData("ws_connecting: ['p(95)<100']", "chat.request.connect-socket.service.p95 < 100ms")]
    [InlineData("ws_session_duration: ['avg>2000'], ws_sessions: ['count>=3']", "chat.stream.socket.duration.mean > 2000ms", "chat.stream.socket.opened >= 3")]
    [InlineData("ws_msgs_sent: ['rate>1'], ws_msgs_received: ['rate>5']", "chat.stream.socket.sent > 1/s", "chat.stream.socket.received > 5/s")]
    public void Thresholds_of_sockets_are_budgets_of_their_requests_and_streams(string thresholds, params string[] budgets)
    {
        string options = $"{{ scenarios: {{ chat: {{ executor: 'constant-vus', vus: 1, duration: '5s', exec: 'chat' }} }}, thresholds: {{ {thresholds} }} }}";
        Assert.Equal(budgets, Parsed(Plan(options)).Budgets.Select(b => b.Expression));
    }

    [Fact]
    public void Names_that_thresholds_and_requests_put_together_are_measured_by_themselves()
    {
        const string Made = """
            import http from 'k6/http';
            import { check } from 'k6';
            const KINDS = ['up', 'down'];
            export const options = { thresholds: {} };
            for (const kind of KINDS) {
              options.thresholds[`http_req_failed{name:sort-${kind}}`] = ['rate<0.1'];
              options.thresholds[`checks{check:is ${kind}}`] = ['rate>0.9'];
            }
            export default function () {
              for (const kind of KINDS) check(http.get(`${__ENV.BASE_URL}/a`, { tags: { name: `sort-${kind}` } }), { [`is ${kind}`]: () => true });
            }
            """;
        Dictionary<string, string> environment = new() { ["BASE_URL"] = "https://shop.example" };
        K6Plan plan = K6Plan.Of("shop", K6Reader.Parse(Made, "shop.js", environment, out _)!, [], null, TimeProvider.System, _ => null);
        Assert.Empty(plan.Problems);
        PlanParseResult parsed = PlanParser.Parse(plan.Text, PlanSettings.None, PlanText.Files(("shop.js", Made)));
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Problems));
        Assert.Equal(
            ["default.request.sort-up.errors < 10%", "default.check.is-up > 90%", "default.request.sort-down.errors < 10%", "default.check.is-down > 90%"],
            parsed.Plan!.Budgets.Select(b => b.Expression));
    }

    [Fact]
    public void A_threshold_that_cannot_abort_is_evaluated_at_the_end_and_noted()
    {
        K6Plan plan = Plan("{ thresholds: { size: [{ threshold: 'p(95)<100', abortOnFail: true }], http_reqs: [{ threshold: 'count>5', abortOnFail: true }] } }");
        Assert.Equal(2, Parsed(plan).Budgets.Count);
        Assert.Equal(
            [
                "threshold 'size: p(95)<100' is evaluated at the end, without abortOnFail: a run is aborted by times, rates and checks",
                "threshold 'http_reqs: count>5' is evaluated at the end, without abortOnFail: a run is aborted by times, rates and checks",
            ],
            plan.Notes);
    }

    [Fact]
    public void Hosts_rates_and_the_least_time_of_an_iteration_are_the_plans()
    {
        PerfPlan plan = Parsed(Plan("{ vus: 2, duration: '5s', rps: 40, minIterationDuration: '2s', hosts: { 'api.shop.example': '203.0.113.7' } }"));
        Assert.Equal((40, TimeSpan.FromSeconds(2)), (plan.Load[0].MaxRate, plan.Load[0].Pace));
        Assert.Equal("203.0.113.7", plan.Resolve["api.shop.example"].ToString());
    }

    [Fact]
    public void What_of_hosts_and_rates_has_no_place_is_noted() => Assert.Equal(
        [
            "the host '*.shop.example' of option 'hosts' is left out: names have an address without a port, such as 'shop.example': '203.0.113.7'",
            "the host 'a.example' of option 'hosts' is left out: names have an address without a port, such as 'shop.example': '203.0.113.7'",
            "option 'rps' is left out: it limits one scenario that has users, and arrivals have a rate of their own",
        ],
        Plan("""
            { rps: 5, hosts: { '*.shop.example': '203.0.113.7', 'a.example': '203.0.113.7:8443' },
              scenarios: { a: { executor: 'constant-arrival-rate', rate: 5, duration: '5s', preAllocatedVUs: 5 } } }
            """).Notes);

    [Fact]
    public void What_is_left_out_is_noted() => Assert.Equal(
        ["option 'tlsAuth' is left out: client certificates of scripts are not supported; use http.tls.certificate of a plan", "option 'colour' is not known and left out"],
        Plan("{ tlsAuth: [], colour: 'red', insecureSkipTLSVerify: true }").Notes);

    private static K6Plan Plan(string options, JsonObject? overrides = null, string before = "") =>
        K6Plan.Of("shop", Script(options, before), overrides ?? [], null, TimeProvider.System, _ => null);

    private static K6Script Script(string options, string before = "")
    {
        Dictionary<string, string> environment = new() { ["BASE_URL"] = "https://shop.example" };
        K6Script? script = K6Reader.Parse(before + Source(options), "shop.js", environment, out IReadOnlyList<K6Problem> problems);
        Assert.True(script is not null, string.Join('\n', problems));
        return script;
    }

    private static string Source(string options) => $"{Functions}\nexport const options = {options};";

    private static PerfPlan Parsed(K6Plan plan)
    {
        Assert.Empty(plan.Problems);
        PlanParseResult parsed = PlanParser.Parse(plan.Text, PlanSettings.None, PlanText.Files(("shop.js", Source("{}"))));
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Problems));
        return parsed.Plan!;
    }
}
