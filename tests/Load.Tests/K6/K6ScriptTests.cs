namespace PerfFunctions.Load.Tests.K6;

/// <summary>Scripts written for k6, as a server sees them, and what is measured of them.</summary>
public sealed class K6ScriptTests
{
    [Fact]
    public async Task A_script_runs_as_it_is_and_its_requests_groups_checks_and_metrics_are_measured_by_name()
    {
        K6Outcome result = await K6Driver.RunAsync(
            """
            import http from 'k6/http';
            import { check, group, sleep } from 'k6';
            import { Trend, Counter, Rate } from 'k6/metrics';

            const BASE = __ENV.BASE_URL;
            const size = new Trend('body size');
            const seen = new Counter('seen');
            const good = new Rate('good');

            function login(user) {
              const res = http.post(`${BASE}/ok`, JSON.stringify({ user }), { headers: { 'Content-Type': 'application/json' } });
              check(res, { 'logged in': (r) => r.status === 200 })
              return res.status
            }

            export default function () {
              group('front page', () => {
                const res = http.get(`${BASE}/count/x`)
                check(res, { 'has three': (r) => r.json().ids.length === 3, 'has four': (r) => r.json('ids.#') === 4 });
                size.add(res.body.length);
                seen.add(2);
                good.add(res.status === 200);
              });
              if (login('anna') === 200) {
                ['a', 'b'].forEach((item) => {
                  http.get(`${BASE}/ok?item=${item}`, { tags: { name: 'item' } });
                });
              }
              sleep(0.01);
            }
            """,
            "users: { count: 2, iterations: 3, for: 30s }");

        Assert.Empty(result.Errors("iterations"));
        Assert.Equal((6, 0), result.Counts("iterations"));
        Assert.Equal((6, 0), result.Counts("request.get-count-x"));
        Assert.Equal((6, 0), result.Counts("request.post-ok"));
        Assert.Equal((12, 0), result.Counts("request.item"));
        Assert.Equal((6, 0), result.Counts("group.front-page"));
        Assert.Equal((6, 0), result.Counts("check.logged-in"));
        Assert.Equal((6, 6), result.Counts("check.has-four"));
        Assert.Equal(12, result.Read("measure.seen", ""));
        Assert.Equal(1, result.Read("measure.good", ""));
        Assert.InRange(result.Read("measure.body-size", "max"), 1, 100_000);
        Assert.DoesNotContain(result.Result.Only.Series, s => s.Key == "request.other-requests");
        Assert.Contains(result.Received, r => r.Path == "/ok?item=b");
        Assert.Contains(result.Received, r => r.Path == "/ok" && r.Body == """{"user":"anna"}""");
    }

    [Fact]
    public async Task A_failure_in_a_bundle_is_counted_under_the_line_of_its_module()
    {
        K6Outcome result = await K6Driver.RunAsync(
            """
            // lib/cart.js
            function pay() {
              throw new Error("no money");
            }
            // shop.ts
            export default function () {
              pay();
            }
            //# modules [["lib/cart.js","shop.ts"],[2,0,10],[6,1,3]]
            """,
            "users: { count: 1, iterations: 2, for: 30s }");
        Assert.Equal("lib/cart.js line 11: Error: no money", Assert.Single(result.Errors("iterations")).Key);
    }

    [Fact]
    public async Task A_script_opens_its_files_in_its_init_code_and_nowhere_else()
    {
        K6Outcome result = await K6Driver.RunAsync(
            """
            import http from 'k6/http';
            import { SharedArray } from 'k6/data';
            const users = new SharedArray('users', () => JSON.parse(open('../data/users.json')));
            const bytes = new Uint8Array(open('../data/users.json', 'b'));
            bytes[0] = 0;
            export default function () {
              if (bytes.length !== 17 || open === undefined) throw new Error(`has ${bytes.length} bytes`);
              http.get(`${__ENV.BASE_URL}/ok?user=${users[__ITER].name}`);
              open('../data/users.json');
            }
            """,
            "users: { count: 2, iterations: 1, for: 30s }",
            file: ("data/users.json", """[{"name":"anna"}]"""));
        Assert.Equal("script.js: opens a file outside of its init code", Assert.Single(result.Errors("iterations")).Key);
        Assert.Equal(["/ok?user=anna", "/ok?user=anna"], result.Received.Select(r => r.Path));
    }

    [Fact]
    public async Task Helpers_classes_loops_and_callbacks_wait_for_their_requests()
    {
        K6Outcome result = await K6Driver.RunAsync(
            """
            import http from 'k6/http'
            import { fail } from 'k6'

            class Client {
              constructor(base) { this.base = base; this.sent = 0 }
              get(path) { this.sent += 1; return http.get(this.base + path) }
            }
            const each = (items, visit) => { for (const item of items) visit(item) }
            const api = new Client(__ENV.BASE_URL)

            export default function () {
              const statuses = [1, 2, 3].map((n) => api.get(`/ok?n=${n}`).status)
              if (statuses.join() !== '200,200,200') fail(`got ${statuses}`)
              let sum = 0
              each([10, 20], (n) => { sum += api.get('/ok?e=' + n).status })
              if (sum !== 400) fail(`sum is ${sum}`)
              const all = http.batch([['GET', `${__ENV.BASE_URL}/ok?b=1`], { method: 'GET', url: `${__ENV.BASE_URL}/ok?b=2` }, `${__ENV.BASE_URL}/ok?b=3`])
              if (all.length !== 3 || all.some((r) => r.status !== 200)) fail('batch')
              const named = http.batch({ one: `${__ENV.BASE_URL}/ok?b=4` })
              if (named.one.status !== 200) fail('named batch')
              if (api.sent !== 5) fail(`sent ${api.sent}`)
            }
            """,
            "users: { count: 1, iterations: 1, for: 30s }");

        Assert.Empty(result.Errors("iterations"));
        Assert.Equal(
            ["/ok?n=1", "/ok?n=2", "/ok?n=3", "/ok?e=10", "/ok?e=20", "/ok?b=1", "/ok?b=2", "/ok?b=3", "/ok?b=4"],
            result.Received.Select(r => r.Path).OrderBy(p => p.Contains("b=", StringComparison.Ordinal) ? p : "").ToArray());
    }

    [Fact]
    public async Task What_a_script_throws_fails_its_iteration_with_the_line_of_its_file()
    {
        K6Outcome result = await K6Driver.RunAsync(
            """
            import http from 'k6/http';

            export default function () {
              const res = http.get(`${__ENV.BASE_URL}/ok`);
              res.nothing.at;
            }
            """,
            "users: { count: 1, iterations: 2, for: 30s }");
        Assert.Equal((2, 2), result.Counts("iterations"));
        Assert.Matches("^script.js line 5: TypeError: Cannot read properties", Assert.Single(result.Errors("iterations")).Key);
        Assert.Equal((2, 0), result.Counts("request.get-ok"));
    }

    [Theory]
    [InlineData("for (;;);", "script.js: (runs more than 1,000,000 statements|takes longer than 500 ms)")]
    [InlineData("const f = () => f(); f();", "script.js: more than 100 functions call each other")]
    [InlineData("let t = 'x'; for (;;) t += t;", "script.js: (needs|takes|makes|runs) .*")]
    [InlineData("const f = () => Promise.resolve().then(f); f(); http.get(`${__ENV.BASE_URL}/ok`);", "script.js: (runs|takes|needs) .*")]
    [InlineData("Promise.all({ [Symbol.iterator]: () => ({ next: () => ({ done: false, value: 1 }) }) });", "script.js: (runs|takes|needs|a list) .*")]
    [InlineData("new Uint8Array(2e9);", "script.js line 4: RangeError: Uint8Array is larger than 16000000 bytes")]
    [InlineData("new ArrayBuffer(2e9);", "RangeError: ArrayBuffer is larger than")]
    [InlineData("new (new Uint8Array(1).constructor)(2e9);", "RangeError: Uint8Array is larger than")]
    [InlineData("new Uint8Array({ length: 2e9 }); Array.from({ length: 2e9 });", "script.js.*")]
    [InlineData("JSON.stringify((() => { let a = []; for (let i = 0; i < 30000; i++) a = [a]; return a; })());", "script.js: .*")]
    [InlineData("'a'.repeat(30).match(/(a+)+b/);", "script.js: (a regular expression takes too long|.*)")]
    [InlineData("throw { get message() { for (;;); } };", "script.js.*")]
    [InlineData("globalThis.JSON = null; Object.prototype.status = 1; throw new Error('own');", "script.js line 4: Error: own")]
    public async Task A_script_without_an_end_is_ended_and_the_next_iteration_runs(string loop, string failure)
    {
        K6Outcome result = await K6Driver.RunAsync(
            $$"""
            import http from 'k6/http';
            export default function () {
              http.get(`${__ENV.BASE_URL}/ok`);
              if (__ITER === 0) { {{loop}} }
              http.get(`${__ENV.BASE_URL}/ok?after`);
            }
            """,
            "users: { count: 1, iterations: 2, for: 30s }");
        Assert.Matches(failure, Assert.Single(result.Errors("iterations")).Key);
        Assert.Equal(2, result.Counts("iterations").Completed);
    }

    [Fact]
    public async Task A_script_that_waits_for_what_never_comes_is_ended_and_what_it_left_behind_does_nothing_more()
    {
        K6Outcome result = await K6Driver.RunAsync(
            """
            import http from 'k6/http';
            export default async function () {
              http.asyncRequest('GET', `${__ENV.BASE_URL}/slow/50`).then(() => http.asyncRequest('GET', `${__ENV.BASE_URL}/ok?late`));
              if (__ITER === 0) await new Promise(() => {});
              http.get(`${__ENV.BASE_URL}/ok?after`);
            }
            """,
            "users: { count: 1, iterations: 2, for: 30s }");
        Assert.Equal("script.js: waits for what never comes", Assert.Single(result.Errors("iterations")).Key);
        Assert.Equal((2, 1), result.Counts("iterations"));
        Assert.Contains(result.Received, r => r.Path == "/ok?after");
    }

    [Fact]
    public async Task A_user_that_waits_for_nothing_does_not_keep_the_others_from_their_work()
    {
        K6Outcome result = await K6Driver.RunAsync(
            "import http from 'k6/http'; export default function () { if (__VU === 2) http.get(`${__ENV.BASE_URL}/ok`); }",
            "users: { count: 2, for: 2s }");
        Assert.True(result.Counts("request.get-ok").Completed > 10, $"{result.Counts("request.get-ok")}");
    }

    [Fact]
    public async Task Three_shards_do_the_work_of_one()
    {
        const string Script = """
            import http from 'k6/http';
            import exec from 'k6/execution';
            export default function () {
              http.get(`${__ENV.BASE_URL}/ok?vu=${exec.vu.idInTest}&iteration=${exec.scenario.iterationInTest}`, { tags: { name: 'ok' } });
            }
            """;
        K6Outcome one = await K6Driver.RunAsync(Script, "users: { count: 6, iterations: 5, for: 30s }");
        K6Outcome three = await K6Driver.RunAsync(Script, "users: { count: 6, iterations: 5, for: 30s }", shards: 3);
        Assert.Equal(one.Received.Select(r => r.Path).Order(), three.Received.Select(r => r.Path).Order());
        Assert.Equal(30, three.Received.Select(r => r.Path).Distinct().Count());
    }
}
