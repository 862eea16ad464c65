using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using PerfFunctions.Api;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>A page of production in a real browser, whose script reports what a scheduled check judges.</summary>
public sealed class RealUserTests(ServiceFixture service, PageBrowser browser) : IClassFixture<PageBrowser>
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_browser_reports_of_its_page_views_is_judged_by_a_run_of_the_plan()
    {
        await using WebApplication site = await SiteAsync(service.Http.BaseAddress!);
        string origin = site.Urls.First();
        string plan = $$"""
            version: 1
            name: production
            rum:
              origins: [ {{origin}} ]
              pages: { home: /, product: /p/* }
              minSamples: 2
            budgets:
              - rum.home.lcp < 30s
              - rum.home.ttfb < 30s
              - rum.home.cls < 1
              - rum.home.count >= 2
              - rum.product.inp.count >= 1
            """;
        using HttpResponseMessage stored = await service.Http.PutAsync("api/plans/production", new StringContent(plan, Encoding.UTF8, "application/yaml"), Test);
        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);

        await BrowseAsync(origin);
        JsonElement pages = default;
        await Eventually.TrueAsync(
            async () =>
            {
                RunAccepted accepted = await service.Client.StartAsync(plan, null, Test);
                RunView run = await service.EndOfAsync(accepted.RunId);
                string report = await service.Http.GetStringAsync($"api/runs/{run.RunId}/report.json", Test);
                pages = JsonDocument.Parse(report).RootElement.GetProperty("realUsers").GetProperty("pages");
                return run.Outcome == RunOutcome.Passed;
            },
            "a run that passes by what the browser reported",
            found: () => pages.GetRawText());
        JsonElement home = pages[0];
        Assert.Equal(2, home.GetProperty("views").GetInt32());
        Assert.Equal(2, home.GetProperty("metrics").EnumerateArray().Single(m => m.GetProperty("name").GetString() == "lcp").GetProperty("count").GetInt32());
    }

    // Two views of the first page, with a policy that hides the origin from beacons; one of the second, with a click.
    private async Task BrowseAsync(string origin)
    {
        IPage page = await browser.NewPageAsync();
        await page.GotoAsync($"{origin}/?user=anna");
        await MeasuredAsync(page, "largest-contentful-paint");
        await page.GotoAsync($"{origin}/");
        await MeasuredAsync(page, "largest-contentful-paint");
        await page.GotoAsync($"{origin}/p/12");
        await page.Locator("button").ClickAsync();
        await page.GetByText("Bought").WaitForAsync();
        await MeasuredAsync(page, "first-input");
        await page.GotoAsync($"{origin}/elsewhere");
        Assert.Equal("undefined", await page.EvaluateAsync<string>("typeof webVitals"));
        Assert.Empty(browser.Errors);
    }

    // A page that is left before its first paint, or before the frame after a click, has nothing to report of them.
    private static Task MeasuredAsync(IPage page, string entry) => page.EvaluateAsync(
        "type => new Promise(done => new PerformanceObserver(() => done()).observe({ type, buffered: true }))", entry);

    private static async Task<WebApplication> SiteAsync(Uri perf)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication site = builder.Build();
        site.Run(context =>
        {
            context.Response.Headers["Referrer-Policy"] = "no-referrer";
            context.Response.Headers.ContentSecurityPolicy =
                $"default-src 'none'; script-src 'unsafe-inline' {perf.GetLeftPart(UriPartial.Authority)}; connect-src {perf.GetLeftPart(UriPartial.Authority)}";
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync($"""
                <!doctype html><title>shop</title><h1>A shop</h1>
                <button onclick="this.textContent = 'Bought'">Buy</button>
                <script src="{new Uri(perf, "/rum/production.js")}" async></script>
                """);
        });
        await site.StartAsync();
        return site;
    }
}
