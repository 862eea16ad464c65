using System.Text.Json;
using PerfFunctions.Engine.Browsing;
using PerfFunctions.Engine.Network;

namespace PerfFunctions.Browser.Tests.Scripts;

/// <summary>A Chromium as scripts use it.</summary>
public sealed class ScriptBrowserTests(ScriptBrowserFixture fixture) : IClassFixture<ScriptBrowserFixture>
{
    private readonly IScriptBrowser _browser = fixture.Browser;
    private readonly TestSite _site = fixture.Site;

    [Fact]
    public async Task A_script_logs_in_and_its_vitals_and_requests_are_measured()
    {
        Driver driver = await Driver.OpenAsync(_browser);
        JsonElement answer = await driver.DoAsync("page.goto", _site.Address.AbsoluteUri);
        Assert.Equal(200, answer.GetProperty("status").GetInt32());
        await driver.OnAsync("type", """[["css","input[name=login]"]]""", "admin");
        await driver.OnAsync("selectOption", """[["css","select"]]""", "Two");
        await driver.OnAsync("check", """[["css","input[type=checkbox]"]]""");
        Assert.True((await driver.OnAsync("isChecked", """[["css","input[type=checkbox]"]]""")).GetBoolean());
        Task<JsonElement> left = driver.DoAsync("page.waitForNavigation");
        await driver.OnAsync("click", """[["css","form"],["role","button",{"name":"Log in"}]]""");
        await left;
        Assert.Equal("Welcome admin 2", (await driver.OnAsync("textContent", """[["css","h2"]]""")).GetString());
        Assert.EndsWith("/welcome?login=admin&of=2&stay=on", driver.Address, StringComparison.Ordinal);
        await driver.DoAsync("page.close");
        await driver.EndAsync();

        Assert.Equal(2, driver.Measures.Count(m => m.Metric == BrowserMetric.Lcp && m.Value > 0));
        Assert.Contains(driver.Measures, m => m.Metric == BrowserMetric.Cls);
        Assert.Contains(driver.Measures, m => m.Metric == BrowserMetric.Inp && m.Address == _site.Address.AbsoluteUri);
        Assert.True(driver.Measures.Count(m => m.Metric == BrowserMetric.RequestDuration && m.Value > 0) >= 2);
        Assert.All(driver.Measures.Where(m => m.Metric == BrowserMetric.RequestFailed && !m.Address!.Contains("favicon", StringComparison.Ordinal)), m => Assert.Equal(0, m.Value));
        Assert.True(driver.Measures.Where(m => m.Metric == BrowserMetric.DataReceived).Sum(m => m.Value) > ScriptBrowserFixture.Login.Length);
    }

    [Fact]
    public async Task What_an_iteration_leaves_open_is_closed_and_measured_at_its_end()
    {
        Driver driver = await Driver.OpenAsync(_browser);
        await driver.DoAsync("page.goto", new Uri(_site.Address, "/leave").AbsoluteUri);
        await driver.DoAsync("page.waitForFunction", "performance.getEntriesByName('first-contentful-paint').length > 0");
        await driver.EndAsync();

        Assert.Contains(driver.Measures, m => m.Metric == BrowserMetric.Fcp);
        Assert.Equal("page.title: the page is closed", await driver.FailureAsync("page.title"));
        Assert.Equal("browser.newContext: the iteration is over", await driver.FailureAsync("browser.newContext"));
        Driver next = await Driver.OpenAsync(_browser);
        Assert.Equal("about:blank", next.Address);
        await next.EndAsync();
    }

    [Theory]
    [InlineData("file:///etc/passwd", "is not an address with http or https")]
    [InlineData("chrome://version", "is not an address with http or https")]
    [InlineData("/login", "is not an address with http or https")]
    public async Task Nothing_but_the_web_is_opened(string address, string why)
    {
        Driver driver = await Driver.OpenAsync(_browser);
        Assert.Contains(why, await driver.FailureAsync("page.goto", address), StringComparison.Ordinal);
        await driver.EndAsync();
    }

    [Fact]
    public async Task A_script_goes_to_verified_hosts_only_and_its_pages_connect_to_no_address_that_is_refused()
    {
        await using IScriptBrowser guarded = await ScriptBrowserFixture.OpenAsync(new BrowserAccess(
            new GuardedNames(new ConnectPolicy { Hosts = ["shop.example"], Loopback = false }), new GuardedNames(new ConnectPolicy())));
        Driver driver = await Driver.OpenAsync(guarded);

        Assert.Contains("not a verified target", await driver.FailureAsync("page.goto", "http://other.example/"), StringComparison.Ordinal);
        await driver.DoAsync("page.setContent", $"<img src='{_site.Address}'>");
        JsonElement asked = await driver.DoAsync(
            "page.evaluate", new { function = "address => fetch(address, { mode: 'no-cors' }).then(() => 'connected', () => 'refused')" }, new[] { _site.Address.AbsoluteUri });
        Assert.Equal("refused", asked.GetString());
        await driver.EndAsync();
        Assert.Equal(["'127.0.0.1' must not be connected to: loopback.", "'other.example' must not be connected to: host is not a verified target."], guarded.Refused);
    }

    [Fact]
    public async Task A_generator_has_ten_pages_open_and_no_more()
    {
        Driver[] drivers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Driver.OpenAsync(_browser)));
        Assert.Contains("10 pages are open on this generator", await drivers[0].FailureAsync("context.newPage"), StringComparison.Ordinal);
        await Task.WhenAll(drivers.Select(d => d.EndAsync()));
        await (await Driver.OpenAsync(_browser)).EndAsync();
    }

    [Fact]
    public async Task A_script_cannot_make_its_page_load_on_hosts_that_are_not_verified()
    {
        await using IScriptBrowser guarded = await ScriptBrowserFixture.OpenAsync(new BrowserAccess(
            new GuardedNames(new ConnectPolicy { Hosts = ["shop.example"], Loopback = false }), null));
        Driver driver = await Driver.OpenAsync(guarded);
        string why = await driver.FailureAsync(
            "page.evaluate", new { function = "async address => { for (;;) await fetch(address + Math.random(), { mode: 'no-cors' }).catch(() => 0); }" },
            new[] { _site.Address.AbsoluteUri });

        Assert.Contains("more than 1,000 requests in an iteration to hosts that are not verified targets", why, StringComparison.Ordinal);
        await driver.EndAsync();
    }

    [Fact]
    public async Task A_result_that_is_too_large_fails_its_call()
    {
        Driver driver = await Driver.OpenAsync(_browser);
        Assert.Contains("more than 1,000,000 characters", await driver.FailureAsync("page.evaluate", "'x'.repeat(1000001)"), StringComparison.Ordinal);
        await driver.EndAsync();
    }
}
