using Microsoft.Playwright;
using PerfFunctions.EndToEnd.Tests.Support;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>The served documentation in a real browser.</summary>
public sealed class DocumentationTests(ServiceFixture service, PageBrowser browser) : IClassFixture<PageBrowser>
{
    [Fact]
    public async Task A_reader_comes_from_the_dashboard_finds_a_section_by_its_words_and_no_script_fails()
    {
        IPage page = await browser.NewPageAsync(service);

        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByText("Docs").ClickAsync();
        await page.Locator("#docs-menu").GetByText("Limits and costs").WaitForAsync();
        await page.FillAsync("#docs-search", "kill switch");
        await page.Locator("#docs-results").GetByText("The kill switch").First.ClickAsync();
        await page.Locator("h2#the-kill-switch").WaitForAsync();

        Assert.EndsWith("/docs/limits#the-kill-switch", page.Url, StringComparison.Ordinal);
        Assert.Equal("Limits and costs", await page.Locator("#docs-menu [aria-current=page]").InnerTextAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        Assert.Empty(browser.Errors);
    }
}
