namespace PerfFunctions.Load.Tests.K6;

/// <summary>What options of a script do to its requests, and what it reads about itself.</summary>
public sealed class K6OptionTests
{
    private const string Once = "users: { count: 1, iterations: 1, for: 30s }";

    [Theory]
    [InlineData("", "", "/ok", "200")]
    [InlineData("", "{ redirects: 0 }", "/redirect/0", "302")]
    [InlineData("maxRedirects: 0", "", "/redirect/0", "302")]
    [InlineData("maxRedirects: 0", "{ redirects: 3 }", "/ok", "200")]
    public async Task Redirects_are_followed_unless_the_script_says_otherwise(string option, string parameters, string path, string status)
    {
        K6Outcome result = await K6Driver.RunAsync(
            $$"""
            import http from 'k6/http';
            import { check } from 'k6';
            export const options = { {{option}} };
            export default function () {
              const res = http.get(`${__ENV.BASE_URL}/redirect/0`{{(parameters.Length > 0 ? $", {parameters}" : "")}});
              check(res, { 'where it ends': (r) => new RegExp('{{path}}$').test(r.url) && r.status === {{status}} });
            }
            """,
            Once);
        Assert.Equal((1, 0), result.Counts("check.where-it-ends"));
    }

    [Fact]
    public async Task Bodies_are_left_out_where_the_options_discard_them_and_a_request_does_not_ask()
    {
        K6Outcome result = await K6Driver.RunAsync(
            """
            import http from 'k6/http';
            import { check } from 'k6';
            export const options = { discardResponseBodies: true };
            export default function () {
              const plain = http.get(`${__ENV.BASE_URL}/ok`);
              const text = http.get(`${__ENV.BASE_URL}/ok`, { responseType: 'text' });
              check(null, { 'left out': () => plain.body === null, 'asked for': () => text.body.length > 0 });
            }
            """,
            Once);
        Assert.Equal((1, 0), result.Counts("check.left-out"));
        Assert.Equal((1, 0), result.Counts("check.asked-for"));
    }

    [Fact]
    public async Task A_request_without_an_answer_throws_where_the_options_say_so()
    {
        K6Outcome result = await K6Driver.RunAsync(
            """
            import http from 'k6/http';
            import { check } from 'k6';
            export const options = { throw: true };
            export default function () {
              let thrown = '';
              try {
                http.get('http://127.0.0.1:1/nothing');
              } catch (e) {
                thrown = e.message;
              }
              check(thrown, { thrown: (t) => t.startsWith('request failed: ') });
            }
            """,
            Once);
        Assert.Equal((1, 0), result.Counts("check.thrown"));
    }

    [Fact]
    public async Task A_script_reads_its_options_with_the_scenario_that_the_short_ones_stand_for()
    {
        K6Outcome result = await K6Driver.RunAsync(
            """
            import exec from 'k6/execution';
            import { check } from 'k6';
            export const options = { vus: 7, duration: '3s', thresholds: { checks: ['rate>0.5'] } };
            export default function () {
              check(exec.test.options, {
                scenario: (o) => o.scenarios.default.executor === 'constant-vus' && o.scenarios.default.vus === 7,
                thresholds: (o) => o.thresholds.checks[0] === 'rate>0.5',
              });
            }
            """,
            Once);
        Assert.Equal((1, 0), result.Counts("check.scenario"));
        Assert.Equal((1, 0), result.Counts("check.thresholds"));
    }

    [Fact]
    public async Task A_script_that_aborts_the_test_fails_a_check_of_its_own_on_which_the_run_is_aborted()
    {
        K6Outcome result = await K6Driver.RunAsync(
            """
            import exec from 'k6/execution';
            export default function () {
              if (exec.scenario.iterationInTest === 2) exec.test.abort('no stock left');
            }
            """,
            "users: { count: 1, iterations: 4, for: 30s }");
        Assert.Equal((3, 1), result.Counts("check.test-is-not-aborted"));
        Assert.Equal(1, result.Errors("iterations")["script.js: aborted: no stock left"]);
    }

    [Fact]
    public async Task A_script_may_have_metrics_that_it_does_not_use_and_read_values_by_name()
    {
        K6Outcome result = await K6Driver.RunAsync(
            """
            import { Rate } from 'k6/metrics';
            import { check } from 'k6';
            const errors = new Rate('errors');
            export function other() { errors.add(1); }
            const unused = new Rate('unused');
            export default function () {
              check(eval('__ENV.BASE_URL'), { 'by name': (url) => url === __ENV.BASE_URL });
              check(eval, { 'no statements': () => { try { eval('let a = 1; a'); } catch (e) { return e instanceof SyntaxError; } } });
            }
            """,
            Once);
        Assert.Empty(result.Errors("iterations"));
        Assert.Equal((1, 0), result.Counts("check.by-name"));
        Assert.Equal((1, 0), result.Counts("check.no-statements"));
    }

    [Fact]
    public async Task A_script_reads_the_secrets_that_its_text_names()
    {
        K6Outcome result = await K6Driver.RunAsync(
            """
            import http from 'k6/http';
            import secrets from 'k6/secrets';
            export default async function () {
              const key = await secrets.get('api-key');
              http.get(`${__ENV.BASE_URL}/ok`, { headers: { 'X-Key': key } });
              let refused = '';
              try {
                await secrets.get('other' + __VU);
              } catch (e) {
                refused = e.message;
              }
              http.get(`${__ENV.BASE_URL}/ok?refused=${refused.length > 0}`);
            }
            """,
            Once, secrets: new() { ["api_key"] = "s3cret" });
        Assert.Contains(result.Received, r => r.Path == "/ok" && r.Headers["X-Key"] == "s3cret");
        Assert.DoesNotContain(result.Received, r => r.Path == "/ok?refused=false");
    }
}
