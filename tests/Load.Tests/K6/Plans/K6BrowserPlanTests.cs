using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Plans.Reading.K6;
using PerfFunctions.Load.K6.Plans;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Load.Tests.K6.Plans;

/// <summary>The options of a script that uses a browser.</summary>
public sealed class K6BrowserPlanTests
{
    private const string Functions = """
        import http from 'k6/http';
        import { browser } from 'k6/browser';
        export default async function () {
          const page = await browser.newPage();
          await page.goto('https://shop.example/login');
          await page.close();
        }
        export function api() { http.get('https://api.example/a'); }
        """;

    private const string Scenarios = """
        scenarios: {
          ui: { executor: 'constant-vus', vus: 1, duration: '5s', options: { browser: { type: 'chromium' } } },
          api: { executor: 'constant-vus', vus: 1, duration: '5s', exec: 'api' },
        },
        """;

    [Theory]
    [InlineData("browser_web_vital_lcp: ['p(90) < 2500', 'avg<1000']", "ui.measure.browser_web_vital_lcp.p90 < 2500ms", "ui.measure.browser_web_vital_lcp.mean < 1000ms")]
    [InlineData("browser_web_vital_cls: ['p(75)<0.1']", "ui.measure.browser_web_vital_cls.p75 < 0.1")]
    [InlineData("browser_http_req_failed: ['rate<0.01'], browser_data_received: ['count<5000']", "ui.measure.browser_http_req_failed < 1%", "ui.measure.browser_data_received < 5000B")]
    [InlineData("'browser_http_req_duration{scenario:ui}': ['p(95)<300']", "ui.measure.browser_http_req_duration.p95 < 300ms")]
    [InlineData("http_req_failed: ['rate<0.01'], iteration_duration: ['p(95)<9000']", "api.errors < 1%", "ui.iterations.duration.p95 < 9000ms", "api.iterations.duration.p95 < 9000ms")]
    [InlineData("'browser_web_vital_inp{url:https://shop.example/login}': ['p(75)<200']", "ui.measure.browser_web_vital_inp-url-https-shop-example-login.p75 < 200ms")]
    public void Thresholds_on_what_a_browser_measures_are_budgets_of_the_scenarios_that_use_one(string thresholds, params string[] budgets)
    {
        PlanParseResult parsed = PlanParser.Parse(
            Plan($"{Scenarios} thresholds: {{ {thresholds} }}").Text, PlanSettings.None, PlanText.Files(("shop.js", Functions)));
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Problems));
        Assert.Equal(budgets, parsed.Plan!.Budgets.Select(b => b.Expression));
    }

    [Theory]
    [InlineData(Scenarios + "thresholds: { browser_web_vital_fid: ['p(75)<100'] }", "browsers measure it no more; use browser_web_vital_inp")]
    [InlineData(Scenarios + "thresholds: { 'browser_web_vital_lcp{scenario:api}': ['p(75)<100'] }", "its scenarios do not measure that in a browser")]
    [InlineData("scenarios: { ui: { executor: 'constant-vus', vus: 1, duration: '5s', options: { browser: { type: 'firefox' } } } }", "there is no browser 'firefox'; allowed: chromium")]
    public void What_no_browser_measures_is_refused_before_the_start(string options, string why) =>
        Assert.Contains(why, Assert.Single(Plan(options).Problems).ToString(), StringComparison.Ordinal);

    [Fact]
    public void The_address_that_a_page_goes_to_is_the_target()
    {
        Assert.Equal("https://shop.example", Plan(Scenarios).Target);
        Assert.Equal(["https://shop.example", "https://api.example"], Script("").Origins);
    }

    private static K6Plan Plan(string options) => K6Plan.Of("shop", Script(options), [], null, TimeProvider.System, _ => null);

    private static K6Script Script(string options) =>
        K6Reader.Parse($"{Functions}\nexport const options = {{ {options} }};", "shop.js", new Dictionary<string, string>(), out _)!;
}
