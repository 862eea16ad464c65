using Microsoft.Playwright;
using PerfFunctions.Api;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>The page of a run in a real browser: live, after a lost connection, and afterwards.</summary>
public sealed class RunPageTests(ServiceFixture service, PageBrowser browser) : IClassFixture<PageBrowser>
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_opened_in_mid_run_shows_the_load_live_mends_a_lost_connection_and_ends_with_the_verdict_without_a_reload()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        RunAccepted run = await service.Client.StartAsync(
            """
            version: 1
            name: watched
            load:
              browse: { arrivals: { rate: 20/s, for: 20s }, flow: [ { get: / } ] }
              search: { users: { count: 2, for: 20s }, flow: [ { get: / }, { pause: 200ms } ] }
            budgets: [ browse.errors < 1%, browse.latency.p95 < 10s ]
            """,
            target.Address.ToString(), Test);

        await using TcpRelay relay = TcpRelay.To(service.Http.BaseAddress!);
        IPage page = await browser.NewPageAsync(service, new() { BaseURL = relay.Address.AbsoluteUri });

        await page.GotoAsync($"/runs/{run.RunId}");
        await page.Locator("#rate-chart canvas").WaitForAsync();
        await page.Locator("#requests tr").First.WaitForAsync();
        Assert.Contains("browse.errors < 1%", (await page.Locator("#budgets-part").TextContentAsync())!, StringComparison.Ordinal);
        Assert.Equal(2, await page.Locator("#scenarios button").CountAsync());

        await relay.BreakAsync();
        await page.Locator("#connection:visible").WaitForAsync();
        relay.Mend();
        await page.Locator("#connection").WaitForAsync(new() { State = WaitForSelectorState.Hidden });

        RunView end = await service.EndOfAsync(run.RunId);
        await page.Locator("#downloads:visible").WaitForAsync();
        Assert.Equal(end.Headline, await page.Locator("#headline").InnerTextAsync());
        Assert.Equal(2, await page.Locator("#budgets-part .sub").CountAsync());
        await page.GetByText("Over the whole load.").WaitForAsync();
        Assert.Matches(@"GET /\s+\d{3}", await page.Locator("#requests tr").First.InnerTextAsync());
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task A_zoom_stands_in_the_address_and_a_page_opened_there_afterwards_has_the_same_range()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        RunAccepted run = await service.Client.StartAsync(
            """
            version: 1
            name: zoomed
            load: { browse: { arrivals: { rate: 20/s, for: 6s }, flow: [ { get: / } ] } }
            budgets: [ browse.errors < 1% ]
            """,
            target.Address.ToString(), Test);
        await service.EndOfAsync(run.RunId);

        IPage page = await browser.NewPageAsync(service);
        await page.GotoAsync($"/runs/{run.RunId}");
        LocatorBoundingBoxResult plot = (await page.Locator("#rate-chart .u-over").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(plot.X + (plot.Width / 4), plot.Y + 20);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(plot.X + (plot.Width * 3 / 4), plot.Y + 20, new() { Steps = 4 });
        await page.Mouse.UpAsync();
        await page.Locator("#reset-zoom:visible").WaitForAsync();
        string zoomed = new Uri(page.Url).Query;
        Assert.Matches(@"^\?from=\d+&to=\d+$", zoomed);

        await page.GotoAsync($"/runs/{run.RunId}{zoomed}");
        await page.Locator("#reset-zoom:visible").ClickAsync();
        await page.WaitForURLAsync($"**/runs/{run.RunId}");
    }

    // A proxy may gather a response before it passes it on: the stream then brings nothing.
    [Fact]
    public async Task Where_the_stream_brings_nothing_the_page_asks_for_what_is_new()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        RunAccepted run = await service.Client.StartAsync(
            """
            version: 1
            name: polled
            load: { browse: { arrivals: { rate: 20/s, for: 2s }, flow: [ { get: / } ] } }
            budgets: [ browse.errors < 1% ]
            """,
            target.Address.ToString(), Test);

        IPage page = await browser.NewPageAsync(service);
        await page.RouteAsync("**/events", _ => Task.CompletedTask);
        await page.GotoAsync($"/runs/{run.RunId}");
        RunView end = await service.EndOfAsync(run.RunId);
        await page.Locator("#downloads:visible").WaitForAsync();
        Assert.Equal(end.Headline, await page.Locator("#headline").InnerTextAsync());
        await page.Locator("#rate-chart canvas").WaitForAsync();
    }
}
