using Microsoft.Playwright;
using PerfFunctions.Api;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>The start page and the page of settings in a real browser.</summary>
public sealed class OverviewPageTests(ServiceFixture service, PageBrowser browser) : IClassFixture<PageBrowser>
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_start_page_shows_a_run_live_then_its_verdict_and_its_key_metric_and_settings_answer()
    {
        // As long as a name may be.
        string plan = $"overview-{Guid.NewGuid():N}-{Guid.NewGuid():N}"[..64];
        await using TestTarget target = await TestTarget.StartAsync();
        IPage page = await browser.NewPageAsync(service, new() { ViewportSize = new() { Width = 360, Height = 800 } });

        RunAccepted run = await service.Client.StartAsync(
            $$"""
            version: 1
            name: {{plan}}
            load: { browse: { arrivals: { rate: 10/s, for: 8s }, flow: [ { get: / } ] } }
            budgets: [ browse.errors < 1% ]
            """,
            target.Address.ToString(), Test);
        await page.GotoAsync("/");
        await page.Locator($"#running a[href='/runs/{run.RunId}']").WaitForAsync();
        RunView end = await service.EndOfAsync(run.RunId);
        ILocator item = page.Locator("#plans > li").Filter(new() { Has = page.Locator($"a[href='/runs/{run.RunId}']") });
        await item.WaitForAsync();

        Assert.Equal(end.Headline, await item.Locator(".headline").InnerTextAsync());
        // A generator that other work held up has no response times.
        if (!Expect.IsBusy(end))
        {
            Assert.Contains("browse.latency.p95", await item.Locator(".metric").InnerTextAsync(), StringComparison.Ordinal);
        }

        Assert.Equal("Overview", await page.Locator("nav.sections [aria-current=page]").InnerTextAsync());
        await AssertFitsAsync(page);

        await page.Locator("nav.sections").GetByText("Settings").ClickAsync();
        await page.Locator("main[aria-busy=false]").WaitForAsync();
        Assert.Contains("Healthy", await page.Locator("#health").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("#activity").GetByText("Started a run").First.WaitForAsync();
        await page.FillAsync("#target-host", "127.0.0.1");
        await page.Locator("#target-ask").ClickAsync();
        await page.Locator("#target-state").GetByText("127.0.0.1 may").WaitForAsync();
        await AssertFitsAsync(page);
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task The_keyboard_alone_skips_to_the_content_and_opens_another_page()
    {
        IPage page = await browser.NewPageAsync(service);
        await page.GotoAsync("/runs");
        // Other tests have pages in the same browser; keys belong to the one in front.
        await page.BringToFrontAsync();

        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to content", await FocusedAsync(page));
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await page.EvaluateAsync<string>("document.activeElement.id"));

        await page.GotoAsync("/runs");
        for (int i = 0; i < 3; i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Equal("Overview", await FocusedAsync(page));
        await page.Locator(":focus").PressAsync("Enter");
        await page.WaitForURLAsync("**/", new() { WaitUntil = WaitUntilState.Commit });
    }

    private static Task<string> FocusedAsync(IPage page) => page.EvaluateAsync<string>("document.activeElement.textContent.trim()");

    private static async Task AssertFitsAsync(IPage page) => Assert.False(await PageBrowser.IsTooWideAsync(page));
}
