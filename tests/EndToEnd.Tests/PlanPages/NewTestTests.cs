using Microsoft.Playwright;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests.PlanPages;

/// <summary>The page that starts a test from an address, in a real browser.</summary>
public sealed class NewTestTests(ServiceFixture service, PageBrowser browser) : IClassFixture<PageBrowser>
{
    [Fact]
    public async Task A_spike_is_estimated_its_mistakes_stand_at_their_fields_and_it_starts()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        IPage page = await browser.OpenAsync(service, "/new");
        Assert.True(await page.Locator("#start").IsDisabledAsync());
        await page.Locator("#address").FillAsync($"{target.Address}it's?q=1");
        await page.Locator("#rate").FillAsync("fast");
        await page.Locator("#rate-problem").GetByText("this is not a rate").WaitForAsync();
        Assert.Equal("true", await page.Locator("#rate").GetAttributeAsync("aria-invalid"));

        await page.Locator("#rate").FillAsync("20/s");
        await page.Locator("#duration").FillAsync("1s");
        await ReadyAsync(page);
        Assert.False(await page.Locator("#rate-problem").IsVisibleAsync());
        Assert.Matches("Cost\\s+about [0-9.]+ USD", await page.Locator("#forecast").InnerTextAsync());
        Assert.Contains("get: '/it''s?q=1'", await page.Locator("#text").InnerTextAsync(), StringComparison.Ordinal);
        string name = await page.Locator("#name").InputValueAsync();

        await page.Locator("#start").ClickAsync();
        await page.WaitForURLAsync("**/runs/*");
        Assert.Equal(name, (await service.EndOfAsync(page.Url.Split('/')[^1])).Plan);
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Users_and_a_page_audit_are_plans_of_the_service_on_a_phone_too()
    {
        IPage page = await browser.OpenAsync(service, "/new?kind=load", 360);
        await page.Locator("#address").FillAsync("http://127.0.0.1:9/shop");
        await page.Locator("#model").SelectOptionAsync("users");
        await ReadyAsync(page);
        Assert.Contains("Peak users", await page.Locator("#forecast").InnerTextAsync(), StringComparison.Ordinal);

        await page.Locator("input[value=page]").CheckAsync();
        await ReadyAsync(page);
        Assert.Contains("Page loads", await page.Locator("#forecast").InnerTextAsync(), StringComparison.Ordinal);
        Assert.False(await PageBrowser.IsTooWideAsync(page));

        string text = await page.Locator("#text").InnerTextAsync();
        await page.Locator("#open-editor").ClickAsync();
        await page.WaitForURLAsync("**/plans/new?draft");
        await page.Locator(".cm-line").GetByText("device: mobile").WaitForAsync();
        Assert.Equal(text.TrimEnd().Split('\n'), (await page.Locator(".cm-line").AllInnerTextsAsync()).Where(line => line.Trim().Length > 0));
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task A_target_that_would_be_refused_is_refused_before_the_start()
    {
        IPage page = await browser.OpenAsync(service, "/new");
        await page.Locator("#address").FillAsync("https://shop.example/<b>");
        await page.Locator("#address-problem").GetByText("shop.example").WaitForAsync();
        Assert.Contains("It would be refused now", await page.Locator("#forecast").InnerTextAsync(), StringComparison.Ordinal);

        await page.Locator("#address").FillAsync("shop.example");
        await page.Locator("#address-problem").GetByText("this is not an address").WaitForAsync();
        Assert.True(await page.Locator("#start").IsDisabledAsync());
    }

    private static Task ReadyAsync(IPage page) =>
        page.WaitForFunctionAsync("() => document.getElementById('checking').textContent === 'Ready to start'");
}
