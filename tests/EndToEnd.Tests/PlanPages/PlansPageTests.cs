using System.Net;
using Microsoft.Playwright;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests.PlanPages;

/// <summary>The list of stored plans in a real browser.</summary>
public sealed class PlansPageTests(ServiceFixture service, PageBrowser browser) : IClassFixture<PageBrowser>
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_stands_there_with_its_schedule_is_started_shows_its_verdict_and_is_deleted()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        string name = $"listed-{Guid.NewGuid():N}"[..20];
        await StoreAsync(name, target);
        IPage page = await browser.OpenAsync(service, "/plans");
        ILocator row = page.Locator("#plans li").Filter(new() { HasText = name });
        Assert.Contains("Monday to Friday at 02:30 UTC", await row.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await row.Locator("time[datetime*='T02:30:00']").CountAsync());

        await row.GetByRole(AriaRole.Button, new() { Name = $"Start {name}" }).ClickAsync();
        await page.Locator("#start-profile").FillAsync("nightly");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#start-errors").GetByText("allowed: peak").WaitForAsync();
        await page.Locator("#start-profile").FillAsync("peak");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/runs/*");
        string run = page.Url.Split('/')[^1];
        await service.EndOfAsync(run);

        await page.GotoAsync("/plans");
        await row.Locator($"a[href='/runs/{run}']").WaitForAsync();
        Assert.Equal(1, await row.Locator(".badge").CountAsync());
        await row.GetByRole(AriaRole.Button, new() { Name = $"Delete {name}" }).ClickAsync();
        await page.Locator("#delete-dialog .close").ClickAsync();
        Assert.Equal(1, await row.CountAsync());
        await row.GetByRole(AriaRole.Button, new() { Name = $"Delete {name}" }).ClickAsync();
        await page.Locator("#delete-dialog [type=submit]").ClickAsync();
        await row.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        using HttpResponseMessage gone = await service.Http.GetAsync($"/api/plans/{name}", Test);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Empty(browser.Errors);
    }

    private async Task StoreAsync(string name, TestTarget target)
    {
        using var plan = new StringContent($$"""
            version: 1
            name: {{name}}
            target: {{target.Address}}
            schedule: { cron: '0 30 2 * * MON-FRI' }
            profiles: { peak: { load: { browse: { arrivals: { rate: 20/s, for: 1s } } } } }
            load: { browse: { arrivals: { rate: 1/s, for: 1s }, flow: [ { get: / } ] } }
            budgets: [ browse.errors < 100% ]
            """);
        using HttpResponseMessage stored = await service.Http.PutAsync($"/api/plans/{name}", plan, Test);
        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
    }
}
