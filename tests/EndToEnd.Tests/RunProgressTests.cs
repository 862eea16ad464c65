using System.Text.Json;
using System.Text.Json.Nodes;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using PerfFunctions.Api;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>What the page of a run shows of its load beside the charts: budgets so far, errors, shards, and what comes at the end.</summary>
public sealed class RunProgressTests(ServiceFixture service, PageBrowser browser) : IClassFixture<PageBrowser>
{
    private const string Markup = "<img src=x onerror=alert(1)>";

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Budgets_turn_green_and_red_before_the_verdict_with_errors_and_shards_and_without_a_violation()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        RunAccepted run = await service.Client.StartAsync(
            $$"""
            version: 1
            name: turning
            load:
              browse: { arrivals: { rate: 20/s, for: 25s }, flow: [ { get: / }, { get: /status/503, name: '{{Markup}}' } ] }
            budgets: [ browse.errors < 1%, browse.throughput > 1/s, browse.requests > 100000, browse.errors regression < 10% ]
            """,
            target.Address.ToString(), Test);
        IPage page = await browser.NewPageAsync(service, new() { BypassCSP = true });
        await page.GotoAsync($"/runs/{run.RunId}");

        await page.Locator("#provisional:visible").WaitForAsync();
        Assert.Equal(["Over budget so far", "Within budget so far"], await TextsAsync(page, "#budgets .badge"));
        Assert.StartsWith("Provisional, by the first 0:", await page.Locator("#provisional").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("2 pending", await page.Locator("#budgets-sum").InnerTextAsync());
        Assert.Contains("the total counts at the end of the load", (await page.Locator("#quiet-budgets").TextContentAsync())!, StringComparison.Ordinal);
        Assert.Equal([Markup, "status 503"], (await TextsAsync(page, "#errors tr:first-child > *")).Take(2));
        Assert.Equal(["0", "▸Running"], (await TextsAsync(page, "#shards tr:first-child > *")).Take(2));
        await AccessibleAsync(page);

        await service.EndOfAsync(run.RunId);
        await page.Locator("#provisional").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await page.Locator("#downloads:visible").WaitForAsync();
        Assert.DoesNotContain("so far", await page.Locator("#budgets").InnerTextAsync(), StringComparison.Ordinal);

        // On a busy machine the shard may not keep up; it is over in any case.
        Assert.Contains(Assert.Single(await TextsAsync(page, "#shards .badge")), (string[])["Completed", "Saturated"]);
        Assert.Equal(Markup, (await TextsAsync(page, "#errors tr:first-child > *"))[0]);
        Assert.Equal(0, await page.Locator("main img").CountAsync());
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Afterwards_the_heat_map_and_the_server_side_metrics_share_the_time_axis_of_the_load()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        RunAccepted run = await service.Client.StartAsync(
            """
            version: 1
            name: afterwards
            load: { browse: { users: { count: 2, for: 6s }, flow: [ { get: / }, { pause: 100ms } ] } }
            budgets: [ browse.errors < 1% ]
            """,
            target.Address.ToString(), Test);
        await service.EndOfAsync(run.RunId);
        IPage page = await browser.NewPageAsync(service, new() { BypassCSP = true });
        await page.RouteAsync("**/events", async route => await route.FulfillAsync(new()
        {
            ContentType = "text/event-stream",
            Body = WithServer(await (await route.FetchAsync()).TextAsync()),
        }));
        await page.GotoAsync($"/runs/{run.RunId}");

        await page.Locator("#server-charts canvas").WaitForAsync();
        Assert.Equal([Markup, "queue"], await TextsAsync(page, "#server-charts figcaption"));
        await page.GetByText("Prometheus did not respond.").WaitForAsync();
        await page.Locator("#heat-chart canvas").WaitForAsync();
        Assert.StartsWith("Darker cells hold more responses. Of ", await page.Locator("#heat-note").InnerTextAsync(), StringComparison.Ordinal);
        await AccessibleAsync(page);

        await page.Locator("#server-charts .u-over").ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult plot = (await page.Locator("#server-charts .u-over").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(plot.X + (plot.Width / 4), plot.Y + 20);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(plot.X + (plot.Width * 3 / 4), plot.Y + 20, new() { Steps = 4 });
        await page.Mouse.UpAsync();
        await page.Locator("#reset-zoom:visible").WaitForAsync();
        Assert.Matches(@"^\?from=\d+&to=\d+$", new Uri(page.Url).Query);
        Assert.Empty(browser.Errors);
    }

    // The service has no metrics of its target here: they are added to its event.
    private static string WithServer(string events)
    {
        const string before = "event: results\ndata: ";
        int from = events.IndexOf(before, StringComparison.Ordinal) + before.Length;
        int to = events.IndexOf('\n', from);
        JsonNode results = JsonNode.Parse(events[from..to])!;
        results["server"] = JsonSerializer.SerializeToNode(new
        {
            remarks = Array.Empty<string>(),
            series = new object[]
            {
                new
                {
                    name = Markup, unit = "share", source = "Prometheus: cpu", stepSeconds = 1,
                    points = Enumerable.Range(0, 6).Select(second => new { second, value = second / 10.0 }),
                },
                new { name = "queue", unit = "count", source = "Prometheus: queue", stepSeconds = 0, points = Array.Empty<object>(), missing = "Prometheus did not respond." },
            },
        });
        return $"{events[..from]}{results.ToJsonString()}{events[to..]}";
    }

    private static async Task<string[]> TextsAsync(IPage page, string selector) => [.. await page.Locator(selector).EvaluateAllAsync<string[]>(
        "all => all.map(e => e.matches('.badge') ? e.lastChild.textContent : e.textContent)")];

    private static async Task AccessibleAsync(IPage page)
    {
        await page.EvaluateAsync(new BundledAxeScriptProvider().GetScript());
        foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            Assert.Empty(await page.EvaluateAsync<string[]>(
                "async () => (await axe.run({ resultTypes: ['violations'] })).violations.map(v => `${v.id}: ${v.help} (${v.nodes[0].html})`)"));
        }
    }
}
