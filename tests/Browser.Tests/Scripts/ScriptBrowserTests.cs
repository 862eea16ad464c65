using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Engine.Browsing;
using PerfFunctions.Engine.Network;

namespace PerfFunctions.Browser.Tests.Scripts;

/// <summary>A Chromium as scripts use it.</summary>
public sealed class ScriptBrowserTests : IAsyncLifetime
{
    private const string Login = """
        <!doctype html><title>Login</title><h2>Login</h2>
        <form action="/welcome"><label>Name <input name="login"></label><select name="of"><option value="1">One</option><option value="2">Two</option></select>
        <input type="checkbox" name="stay"><button>Log in</button></form>
        """;

    private IScriptBrowser _browser = null!;
    private TestSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.StartAsync(context => context.Request.Path.Value switch
        {
            "/" => context.HtmlAsync(Login),
            "/welcome" => context.HtmlAsync($"<!doctype html><title>In</title><h2>Welcome {context.Request.Query["login"]} {context.Request.Query["of"]}</h2>"),
            "/leave" => context.HtmlAsync("<!doctype html><p>Going</p><script>onbeforeunload = () => 'stay'</script>"),
            _ => context.StatusAsync(404),
        });
        _browser = await OpenAsync(new BrowserAccess(GuardedNames.Unlimited, null));
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _site.DisposeAsync();
    }

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
        Assert.True(driver.Measures.Where(m => m.Metric == BrowserMetric.DataReceived).Sum(m => m.Value) > Login.Length);
    }

    [Fact]
    public async Task What_an_iteration_leaves_open_is_closed_and_measured_at_its_end()
    {
        Driver driver = await Driver.OpenAsync(_browser);
        await driver.DoAsync("page.goto", new Uri(_site.Address, "/leave").AbsoluteUri);
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
        await using IScriptBrowser guarded = await OpenAsync(new BrowserAccess(
            new GuardedNames(new ConnectPolicy { Hosts = ["shop.example"], Loopback = false }), new GuardedNames(new ConnectPolicy())));
        Driver driver = await Driver.OpenAsync(guarded);

        Assert.Contains("not a verified target", await driver.FailureAsync("page.goto", "http://other.example/"), StringComparison.Ordinal);
        await driver.DoAsync("page.setContent", $"<img src='{_site.Address}'>");
        JsonElement asked = await driver.DoAsync(
            "page.evaluate", new { function = "address => fetch(address, { mode: 'no-cors' }).then(() => 'connected', () => 'refused')" }, new[] { _site.Address.AbsoluteUri });
        Assert.Equal("refused", asked.GetString());
        await driver.EndAsync();
    }

    [Fact]
    public async Task A_browser_that_dies_fails_its_iteration_and_the_next_one_has_another()
    {
        Driver driver = await Driver.OpenAsync(_browser);
        Task<string> failing = driver.FailureAsync("page.waitForFunction", "false");
        BrowserProcesses.KillBrowser();
        Assert.Contains("crashed", await failing, StringComparison.Ordinal);
        await driver.EndAsync();
        Driver next = await Driver.OpenAsync(_browser);
        await next.DoAsync("page.goto", _site.Address.AbsoluteUri);
        Assert.Equal("Login", (await next.DoAsync("page.title")).GetString());
        await next.EndAsync();
    }

    private static async Task<IScriptBrowser> OpenAsync(BrowserAccess access)
    {
        OpenedBrowser opened = await new PlaywrightScriptBrowsers(
            Options.Create(new BrowserOptions()), TimeProvider.System, NullLogger<PlaywrightScriptBrowsers>.Instance)
            .OpenAsync(access, TestContext.Current.CancellationToken);
        return opened.Browser ?? throw new InvalidOperationException(opened.Failure);
    }
}
