using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests.Conditions;

public sealed class ContextTests(AuditFixture fixture) : IClassFixture<AuditFixture>
{
    private const string Head = "<!doctype html><meta name='viewport' content='width=device-width'><link rel='icon' href='data:,'><h1>Words</h1>";

    [Fact]
    public async Task Device_language_and_colours_are_as_asked_for_and_told()
    {
        await using LoggedSite site = await LoggedSite.StartAsync(
            new() { ["/"] = Head + "<script>fetch(`/is?${innerWidth}x${innerHeight}@${devicePixelRatio} ${navigator.language} ${matchMedia('(prefers-color-scheme: dark)').matches} ${navigator.maxTouchPoints > 0}`)</script>" },
            request => $"{request.QueryString} {request.Headers.AcceptLanguage} {request.Headers.UserAgent}");
        PageConditions conditions = new()
        {
            Device = new("own", 700, 500, 1.5, Touch: true, UserAgent: "Probe/1"),
            Language = "de-DE",
            Dark = true,
            Network = new("own", TimeSpan.FromMilliseconds(20), 0, 0),
            CpuSlowdown = 2,
        };

        PageEnvironment environment = (await fixture.AuditAsync(new("page", site.Address, conditions, 1))).Measurement.Environment;

        Assert.Equal(["?700x500@1.5 de-DE true true de-DE Probe/1"], site.Of("/is"));
        Assert.Equal((conditions.Device, conditions.Network, 2), (environment.Device, environment.Network, environment.CpuSlowdown));
    }

    [Theory]
    [InlineData("#accept")]
    [InlineData("text=Accept")]
    public async Task Consent_is_clicked_when_it_appears_in_whichever_frame_and_is_no_input(string selector)
    {
        // The banner pushes the page down, and the click takes it away again: as after true input that would be excused.
        await using LoggedSite site = await LoggedSite.StartAsync(new()
        {
            ["/"] = Head + """
                <style>body{margin:0}</style><div id="bar"></div><div style="height:2000px;background:#eee">Content</div>
                <script>
                setTimeout(() => bar.innerHTML = '<iframe src="/banner" style="display:block;height:200px;width:100%;border:0"></iframe>', 300);
                onmessage = e => { bar.innerHTML = ''; fetch('/accepted?' + e.data) };
                </script>
                """,
            ["/banner"] = "<!doctype html><button id='accept' onclick='parent.postMessage(event.isTrusted, `*`)'>Accept</button>",
        });

        PageLoad load = await OneAsync(site.Address, new() { Consent = selector });

        Assert.Null(load.Failure);
        Assert.Equal(["?false"], site.Of("/accepted"));
        Assert.True(load.Values["cls"] > 0.3, $"CLS was {load.Values["cls"]}.");
        Assert.DoesNotContain("inp", load.Values.Keys);
    }

    [Fact]
    public async Task A_consent_banner_that_does_not_come_is_no_failure()
    {
        await using LoggedSite site = await LoggedSite.StartAsync(new() { ["/"] = Head });

        PageLoad load = await OneAsync(site.Address, new() { Consent = "#accept" });

        Assert.Null(load.Failure);
        Assert.True(load.Values["lcp"] > 0);
    }

    [Theory]
    [InlineData(BrowserKind.Firefox, "Firefox is not installed on this machine: install Playwright's build of it.")]
    [InlineData(BrowserKind.Webkit, "WebKit is not installed on this machine: install Playwright's build of it.")]
    public async Task A_browser_that_is_not_installed_is_a_reason(BrowserKind browser, string reason)
    {
        using (Microsoft.Playwright.IPlaywright playwright = await Microsoft.Playwright.Playwright.CreateAsync())
        {
            Assert.SkipWhen(File.Exists((browser == BrowserKind.Firefox ? playwright.Firefox : playwright.Webkit).ExecutablePath), "It is installed.");
        }

        PageLoad load = await OneAsync(new("http://127.0.0.1:1/"), new() { Browser = browser });

        Assert.Equal(reason, load.Failure);
    }

    [Fact]
    public void What_only_Chromium_can_do_is_refused_for_others() =>
        Assert.Equal(
            "Only Chromium supports CPU throttling, headers, and the page uses Firefox.",
            Browser.Conditions.EngineLimits.Refusal(new()
            {
                Browser = BrowserKind.Firefox,
                CpuSlowdown = 4,
                Headers = new Dictionary<string, string> { ["a"] = "b" },
            }));

    private async Task<PageLoad> OneAsync(Uri address, PageConditions conditions) =>
        Assert.Single((await fixture.AuditAsync(new("page", address, conditions, 1))).Measurement.Loads);
}
