using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using PerfFunctions.Api;
using PerfFunctions.Cli.Sample;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Text;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>A k6 script, as its author runs it.</summary>
public sealed class K6ScriptTests(ServiceFixture service)
{
    private const string Script = """
        import http from 'k6/http';
        import { check, group } from 'k6';
        import exec from 'k6/execution';

        export const options = {
          scenarios: {
            browse: { executor: 'per-vu-iterations', vus: 4, iterations: 5, maxDuration: '30s' },
            buy: { executor: 'shared-iterations', vus: 2, iterations: 6, maxDuration: '30s', exec: 'buy' },
          },
          thresholds: {
            http_req_failed: ['rate<0.01'],
            checks: ['rate>0.99'],
            'http_reqs{scenario:browse}': ['count>=20'],
            'http_reqs{scenario:buy,name:buy}': ['count>=6'],
            'http_reqs{group:::front page}': ['count>=20'],
          },
        };

        export function setup() {
          return { status: http.get(`${__ENV.BASE_URL}/`).status, user: __VU };
        }

        export default function (data) {
          group('front page', () => {
            const res = http.get(`${__ENV.BASE_URL}/`);
            check(res, { 'as in setup': (r) => r.status === data.status && data.user === 0 && exec.vu.idInTest > 0 });
          });
        }

        export function buy(data) {
          const res = http.post(`${__ENV.BASE_URL}/cart?n=${exec.scenario.iterationInTest}`, { status: data.status }, { tags: { name: 'buy' } });
          check(res, { bought: (r) => r.status === 201 });
        }

        export function handleSummary(data) {
          const { http_reqs, http_req_failed, iterations } = data.metrics;
          const buy = data.metrics['http_reqs{scenario:buy,name:buy}'];
          return {
            stdout: [http_reqs.values.count, iterations.values.count, buy.values.count, data.metrics['http_reqs{group:::front page}'].values.count, buy.thresholds['count>=6'].ok, http_req_failed.values.passes,
              data.root_group.checks.length, data.state.testRunDurationMs < 30000].join(' '),
          };
        }
        """;

    [Fact]
    public async Task A_script_runs_with_its_setup_scenarios_and_thresholds()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        string file = Path.Combine(Directory.CreateTempSubdirectory("perf-k6-").FullName, "shop.js");
        await File.WriteAllTextAsync(file, Script, TestContext.Current.CancellationToken);
        (int code, string output) = await PerfAsync("run", file, "--env", $"BASE_URL={target.Address.ToString().TrimEnd('/')}", "--server", service.Http.BaseAddress!.ToString());
        Assert.True(code == 0, output);
        Assert.Contains("All 6 budgets passed", output, StringComparison.Ordinal);
        Assert.Contains("browse.requests >= 20", output, StringComparison.Ordinal);
        Assert.Contains("buy.request.buy.requests >= 6", output, StringComparison.Ordinal);
        Assert.True(output.Contains("\n26 26 6 20 true 0 2 true\n", StringComparison.Ordinal), output);
        Assert.Equal(1 + 20 + 6, target.Requests);
    }

    [Fact]
    public async Task A_script_that_is_posted_runs_at_the_address_in_the_request_and_its_thresholds_are_evaluated()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Post, $"api/runs?name=posted-{Guid.NewGuid():N}&target={target.Address}")
        {
            Content = new StringContent(Script.Replace("count>=6", "count>6", StringComparison.Ordinal), Encoding.UTF8, "application/javascript"),
        };
        using HttpResponseMessage response = await service.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        RunAccepted accepted = (await response.Content.ReadFromJsonAsync<RunAccepted>(PerfJson.Options, TestContext.Current.CancellationToken))!;

        RunView run = await service.EndOfAsync(accepted.RunId);
        Assert.Equal(RunOutcome.Failed, run.Outcome);
        Assert.Equal(["buy.request.buy.requests > 6"], run.Verdict!.Rules.Where(r => r.Status == RuleStatus.Fail).Select(r => r.Rule));
        Assert.Equal(5, run.Verdict.Rules.Count(r => r.Status == RuleStatus.Pass));
        Assert.Equal(1 + 20 + 6, target.Requests);
    }

    [Fact]
    public async Task A_script_with_a_browser_measures_web_vitals_and_one_that_no_page_had_is_no_data()
    {
        await using SampleShop shop = await SampleShop.StartAsync(TimeProvider.System);
        string file = Path.Combine(Directory.CreateTempSubdirectory("perf-k6-").FullName, "ui.js");
        await File.WriteAllTextAsync(file, """
            import { browser } from 'k6/browser';
            import { check } from 'k6';
            export const options = {
              scenarios: { ui: { executor: 'shared-iterations', vus: 2, iterations: 2, options: { browser: { type: 'chromium' } } } },
              thresholds: { checks: ['rate==1.0'], browser_web_vital_lcp: ['p(90) < 20000'], browser_web_vital_inp: ['p(75) < 20000'] },
            };
            export default async function () {
              const page = await browser.newPage();
              await page.goto(__ENV.BASE_URL);
              check(await page.locator('h1').first().textContent(), { heading: (text) => text.length > 0 });
            }
            """, TestContext.Current.CancellationToken);
        (int code, string output) = await PerfAsync("run", file, "--target", shop.BaseAddress.ToString(), "--server", service.Http.BaseAddress!.ToString());

        Assert.NotEqual(0, code);
        Assert.Matches("pass +│ ui.check.all-checks", output);
        Assert.Matches("pass +│ ui.measure.browser_web_vital_lcp.p90", output);
        Assert.Matches("no data +│ ui.measure.browser_web_vital_inp.p75", output);
    }

    private static async Task<(int Code, string Output)> PerfAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "perf.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await errors);
    }
}
