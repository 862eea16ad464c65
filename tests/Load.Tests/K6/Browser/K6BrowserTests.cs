using PerfFunctions.Engine.Browsing;
using static PerfFunctions.Load.Tests.K6.Browser.TestBrowser;

namespace PerfFunctions.Load.Tests.K6.Browser;

/// <summary>Scripts that use a browser: what they ask it for, and what becomes of its answers.</summary>
public sealed class K6BrowserTests
{
    private const string Once = "users: { count: 1, shared: 1, for: 10s }";

    [Fact]
    public async Task A_script_opens_a_page_acts_in_it_and_checks_what_it_shows()
    {
        TestBrowser browser = new TestBrowser().With("element.textContent", Answer("\"Welcome\"", "http://shop/in"));
        K6Outcome outcome = await RunAsync(browser, """
            const page = await browser.newPage();
            try {
              await page.goto('http://shop/');
              await page.locator('input[name="login"]').type('admin');
              await Promise.all([page.waitForNavigation(), page.locator('form').getByRole('button', { name: /in$/i }).nth(1).click()]);
              check(await page.locator('h2').textContent(), { welcome: (t) => t === 'Welcome' });
              check(page.url(), { address: (url) => url === 'http://shop/in' });
            } finally {
              await page.close();
            }
            """);

        Assert.Empty(outcome.Errors("iterations"));
        Assert.Equal(1, outcome.Read("check.welcome", "share"));
        Assert.Equal(1, outcome.Read("check.address", "share"));
        Assert.Equal(
            [
                """browser.newContext {"args":[null]}""",
                """context.newPage {"args":[]}""",
                """page.goto {"page":1,"args":["http://shop/"]}""",
                """element.type {"page":1,"path":[["css","input[name=\"login\"]"]],"args":["admin"]}""",
                """page.waitForNavigation {"page":1,"args":[]}""",
                """element.click {"page":1,"path":[["css","form"],["role","button",{"name":{"pattern":"in$","flags":"i"}}],["nth",1]],"args":[]}""",
                """element.textContent {"page":1,"path":[["css","h2"]],"args":[]}""",
                """page.close {"page":1,"args":[]}""",
            ],
            browser.Calls);
    }

    [Fact]
    public async Task What_a_browser_measures_is_measured_by_its_name_until_the_iteration_is_over()
    {
        TestBrowser browser = new TestBrowser { AtEnd = [new(BrowserMetric.Cls, 0.25, null), new(BrowserMetric.RequestFailed, 1, null)] }
            .With("page.goto", Answer("null", measures: [new(BrowserMetric.Lcp, 1200, null), new(BrowserMetric.RequestFailed, 0, null), new(BrowserMetric.DataReceived, 2000, null)]));
        K6Outcome outcome = await RunAsync(browser, "const page = await browser.newPage(); await page.goto('http://shop/');");

        Assert.Equal(1200, outcome.Read("measure.browser_web_vital_lcp", "p90"), 5.0);
        Assert.Equal(0.25, outcome.Read("measure.browser_web_vital_cls", "max"), 0.01);
        Assert.Equal(0.5, outcome.Read("measure.browser_http_req_failed", "share"));
        Assert.Equal(2000, outcome.Read("measure.browser_data_received", "sum"));
        Assert.Throws<InvalidOperationException>(() => outcome.Read("measure.browser_web_vital_inp", "p90"));
    }

    [Fact]
    public async Task A_call_that_fails_ends_its_iteration_with_its_line_and_the_next_one_begins_anew()
    {
        int calls = 0;
        TestBrowser browser = new TestBrowser().With(
            "element.click", _ => Task.FromResult(calls++ == 0 ? Failure("element.click: nothing matches") : Answer("null")));
        K6Outcome outcome = await RunAsync(browser, """
            const page = await browser.newPage();
            await page.goto('http://shop/');
            await page.locator('#buy').click();
            check(browser.context().pages(), { one: (pages) => pages.length === 1 });
            """, "users: { count: 1, shared: 2, for: 10s }");

        Assert.Equal((2, 1), outcome.Counts("iterations"));
        Assert.Equal("script.js line 6: Error: element.click: nothing matches", Assert.Single(outcome.Errors("iterations")).Key);
        Assert.Equal(1, outcome.Read("check.one", "share"));
        Assert.Equal((2, 2), browser.Sessions);
    }

    [Fact]
    public async Task A_function_goes_to_the_page_as_its_text_with_its_arguments()
    {
        TestBrowser browser = new TestBrowser().With("page.evaluate", Answer("[1,{\"b\":null}]"));
        K6Outcome outcome = await RunAsync(browser, """
            const page = await browser.newPage();
            check(await page.evaluate((a, b) => [a, { b }], 1, { c: 'd' }), { given: (v) => v[0] === 1 && v[1].b === null });
            """);

        Assert.Empty(outcome.Errors("iterations"));
        Assert.Equal(1, outcome.Read("check.given", "share"));
        Assert.Contains("""page.evaluate {"page":1,"args":[{"function":"(a, b) => [a, { b }]"},[1,{"c":"d"}]]}""", browser.Calls);
    }

    [Theory]
    [InlineData("(await browser.newPage()).route('**', () => {})", "page.route is not supported")]
    [InlineData("(await browser.newPage()).locator('a').evaluateHandle(() => 1)", "element.evaluateHandle is not supported")]
    [InlineData("await browser.newContext(devices['iPhone 99'])", "there is no such device; there are iPhone 8, iPhone X")]
    public async Task What_is_not_there_says_so_with_its_line(string call, string why)
    {
        K6Outcome outcome = await RunAsync(new TestBrowser(), call);

        string failure = Assert.Single(outcome.Errors("iterations")).Key;
        Assert.StartsWith($"script.js line 4: Error: {why}", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_context_is_a_device_with_pages_of_its_own()
    {
        TestBrowser browser = new();
        K6Outcome outcome = await RunAsync(browser, """
            const context = await browser.newContext(devices['iPhone X']);
            const page = await context.newPage();
            await page.throttleNetwork(networkProfiles['Slow 3G']);
            check(browser, { known: (b) => b.context() === context && context.pages()[0] === page && page.context() === context && b.version() === '140.0' });
            await browser.closeContext();
            check(browser, { closed: (b) => b.context() === null });
            """);

        Assert.Empty(outcome.Errors("iterations"));
        Assert.Equal(1, outcome.Read("check.all-checks", "share"));
        Assert.Contains(browser.Calls, c => c.StartsWith("browser.newContext", StringComparison.Ordinal) && c.Contains("\"isMobile\":true", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_metric_of_one_address_is_measured_beside_that_of_all()
    {
        TestBrowser browser = new TestBrowser().With("page.close", Answer("null", measures:
            [new(BrowserMetric.Lcp, 100, "http://shop/"), new(BrowserMetric.Lcp, 900, "http://shop/cart")]));
        K6Outcome outcome = await K6Driver.RunAsync(
            Source("const page = await browser.newPage(); await page.close();"), Once, new Uri("http://127.0.0.1:9/"),
            new LoadDriver { Browser = browser }, metrics: ["browser_web_vital_lcp{url:http://shop}"]);

        Assert.Equal(100, outcome.Read("measure.browser_web_vital_lcp-url-http-shop", "max"), 1.0);
        Assert.Equal(900, outcome.Read("measure.browser_web_vital_lcp", "max"), 5.0);
    }

    [Fact]
    public async Task A_page_that_is_closed_without_waiting_is_closed_all_the_same()
    {
        TestBrowser browser = new();
        K6Outcome outcome = await RunAsync(browser, "const page = await browser.newPage(); page.close();");

        Assert.Empty(outcome.Errors("iterations"));
        Assert.Equal((1, 1), browser.Sessions);
    }

    [Fact]
    public async Task What_a_page_was_refused_is_a_request_of_the_scenario_that_was_not_sent_once_for_a_user()
    {
        TestBrowser browser = new() { Refused = ["'inner.example' must not be connected to: private."] };
        K6Outcome outcome = await RunAsync(
            browser, "const page = await browser.newPage(); await page.goto('http://shop/');", "users: { count: 1, iterations: 2, for: 10s }");

        Assert.Equal((2, 0), outcome.Counts("iterations"));
        Assert.Equal(
            [new("address not allowed: 'inner.example' must not be connected to: private.", 1L)],
            outcome.Result.Only.Errors);
    }

    [Fact]
    public async Task Users_wait_for_their_browsers_beside_each_other()
    {
        TaskCompletionSource all = new();
        int waiting = 0;
        TestBrowser browser = new TestBrowser().With("page.goto", async _ =>
        {
            if (Interlocked.Increment(ref waiting) == 5)
            {
                all.SetResult();
            }

            await all.Task;
            return Answer("null");
        });
        K6Outcome outcome = await RunAsync(
            browser, "const page = await browser.newPage(); await page.goto('http://shop/');", "users: { count: 5, iterations: 1, for: 10s }");

        Assert.Equal((5, 0), outcome.Counts("iterations"));
    }

    [Fact]
    public async Task Where_there_is_no_browser_the_iteration_says_so()
    {
        K6Outcome outcome = await RunAsync(null, "await browser.newPage();");

        Assert.Equal("script.js line 4: Error: there is no browser here: setup and teardown have none", Assert.Single(outcome.Errors("iterations")).Key);
    }

    private static Task<K6Outcome> RunAsync(TestBrowser? browser, string body, string model = Once) =>
        K6Driver.RunAsync(Source(body), model, new Uri("http://127.0.0.1:9/"), new LoadDriver { Browser = browser });

    private static string Source(string body) => $$"""
        import { browser, devices, networkProfiles } from 'k6/browser';
        import { check } from 'k6';
        export default async function () {
        {{body}}
        }
        """;
}
