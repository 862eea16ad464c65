using PerfFunctions.Engine.Browsing;

namespace PerfFunctions.Browser.Tests.Scripts;

/// <summary>The browser of scripts when it ends, which ends those of other tests, too.</summary>
[Collection(Alone.Name)]
public sealed class ScriptBrowserCrashTests(ScriptBrowserFixture fixture) : IClassFixture<ScriptBrowserFixture>
{
    private readonly IScriptBrowser _browser = fixture.Browser;
    private readonly TestSite _site = fixture.Site;

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
}
