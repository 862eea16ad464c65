using System.IO.Compression;
using Microsoft.Playwright;
using PerfFunctions.Api;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>The service's own pages in a real browser.</summary>
public sealed class DashboardTests(ServiceFixture service, PageBrowser browser) : IClassFixture<PageBrowser>
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_is_on_the_dashboard_its_numbers_are_drawn_and_compared_with_the_next_and_no_script_fails()
    {
        string plan = $"shown-{Guid.NewGuid():N}"[..20];
        await using TestTarget target = await TestTarget.StartAsync();
        await RunAsync(plan, target);

        IPage page = await browser.NewPageAsync(service);

        await page.GotoAsync("/runs");
        await page.Locator("#runs").GetByText(plan).First.WaitForAsync();
        await page.GotoAsync($"/trends/{plan}");
        await page.Locator("main[aria-busy=false]").WaitForAsync();

        Assert.Contains("One run is too few", await page.Locator("#unchanged").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("repository octo/shop", await page.Locator("#about").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await page.Locator(".chart svg").CountAsync() > 3, await page.Locator("main").InnerTextAsync());

        await page.Locator("#baseline-form button").ClickAsync();
        await page.Locator("#baseline-runs").GetByText("accepted by hand").WaitForAsync();
        await page.Locator("#baseline-runs button").ClickAsync();
        await page.Locator("#baseline-runs").GetByText("accepted by hand").WaitForAsync(new() { State = WaitForSelectorState.Detached });

        string second = await RunAsync(plan, target);
        await page.GotoAsync("/runs");
        await page.Locator($"#runs a[href='/compare?head={second}']").ClickAsync();
        await page.Locator("#result").WaitForAsync();
        // The one before: on a busy machine, not the first.
        string before = (await service.Client.ListAsync(50, Test)).Where(run => run.Plan == plan).Select(run => run.RunId).SkipWhile(run => run != second).ElementAt(1);
        Assert.Equal((before, second), (await page.Locator("#base").InputValueAsync(), await page.Locator("#head").InputValueAsync()));
        Assert.Equal(1, await page.Locator("#metrics li b").GetByText("browse.errors", new() { Exact = true }).CountAsync());

        // Both loads on one axis, and what both browsers showed.
        await page.Locator("#time-chart canvas").WaitForAsync();
        Assert.Equal(["base", "head"], (await page.Locator("#rate-chart .u-legend .u-label").AllInnerTextsAsync()).Skip(1));
        await page.Locator("#films img").First.WaitForAsync();
        Assert.Equal(["Base", "Head"], await page.Locator("#films th[scope=row]").AllInnerTextsAsync());

        await page.Locator("#swap").ClickAsync();
        await page.Locator("#base-facts").GetByText(second).WaitForAsync();
        Assert.Contains($"base={second}", new Uri(page.Url).Query, StringComparison.Ordinal);

        await page.GotoAsync($"/runs/{second}");
        await page.Locator("#pages .film img").First.WaitForAsync();
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task The_list_is_filtered_by_plan_with_the_keyboard_alone_and_its_address_opens_filtered()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        string[] plans = [$"kept-{Guid.NewGuid():N}"[..20], $"other-{Guid.NewGuid():N}"[..20]];
        string[] runs = await Task.WhenAll(plans.Select(plan => StartAsync(plan, target)));
        IPage page = await browser.OpenAsync(service, "/runs");
        await page.Locator($"#runs a[href='/runs/{runs[1]}']").WaitForAsync();

        await page.Locator("#filter").FocusAsync();
        await page.Keyboard.TypeAsync(plans[0]);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator($"#runs a[href='/runs/{runs[1]}']").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Equal(1, await page.Locator("#runs > li").CountAsync());

        IPage again = await browser.OpenAsync(service, new Uri(page.Url).PathAndQuery);
        await again.Locator($"#runs a[href='/runs/{runs[0]}']").WaitForAsync();
        Assert.Equal((1, plans[0]), (await again.Locator("#runs > li").CountAsync(), await again.Locator("#filter").InputValueAsync()));

        await again.Locator("#filter").FillAsync("no-such-plan");
        await again.Keyboard.PressAsync("Enter");
        await again.Locator("#none-of-plan:visible").WaitForAsync();
        await Task.WhenAll(runs.Select(service.EndOfAsync));
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Its_pages_come_compressed_to_who_can_read_that()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/runs");
        request.Headers.AcceptEncoding.ParseAdd("br");

        using HttpResponseMessage compressed = await service.Http.SendAsync(request, Test);

        Assert.Equal(["br"], compressed.Content.Headers.ContentEncoding);
        await using BrotliStream stream = new(await compressed.Content.ReadAsStreamAsync(Test), CompressionMode.Decompress);
        using StreamReader reader = new(stream);
        string page = await reader.ReadToEndAsync(Test);
        Assert.Equal(await service.Http.GetStringAsync(new Uri("/runs", UriKind.Relative), Test), page);
        Assert.Contains("</html>", page, StringComparison.Ordinal);
    }

    private async Task<string> StartAsync(string plan, TestTarget target) => (await service.Client.StartAsync(
        $$"""
        version: 1
        name: {{plan}}
        load: { browse: { arrivals: { rate: 1/s, for: 1s }, flow: [ { get: / } ] } }
        budgets: [ browse.errors < 100% ]
        """,
        target.Address.ToString(), Test)).RunId;

    private async Task<string> RunAsync(string plan, TestTarget target) => (await Expect.QuietAsync(() => EndOfRunAsync(plan, target))).RunId;

    private async Task<RunView> EndOfRunAsync(string plan, TestTarget target)
    {
        RunAccepted accepted = await service.Client.StartAsync(
            $$"""
            version: 1
            name: {{plan}}
            repository: octo/shop
            load: { browse: { arrivals: { rate: 20/s, for: 2s }, flow: [ { get: / } ] } }
            pages: { home: { path: /, runs: 1 } }
            budgets: [ browse.errors < 1% ]
            """,
            target.Address.ToString(), Test);
        return await service.EndOfAsync(accepted.RunId);
    }
}
