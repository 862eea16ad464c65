using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using PerfFunctions.Api;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>All pages of the service, by axe-core, in light and dark, on a phone and a desktop.</summary>
public sealed class AccessibilityTests(ServiceFixture service, PageBrowser browser) : IClassFixture<PageBrowser>
{
    private const string Plan = """
        version: 1
        name: accessible
        load: { browse: { arrivals: { rate: 20/s, for: 2s }, flow: [ { get: / }, { get: /status/503 } ] } }
        pages: { home: { path: /, runs: 1 } }
        budgets: [ browse.errors < 1%, browse.latency.p95 < 1ms ]
        """;

    private static readonly int[] Widths = [360, 1280];
    private static readonly ColorScheme[] Schemes = [ColorScheme.Light, ColorScheme.Dark];

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_page_has_a_violation()
    {
        await using TestTarget target = await TestTarget.StartAsync();
        string run = await RunAsync(target);
        string[] pages =
        [
            "/", "/settings", "/runs", $"/runs/{run}", "/runs/none", "/trends/accessible", "/compare", "/capacity/accessible",
            "/plans", "/plans/new", "/plans/accessible/edit", "/new", "/docs", "/docs/metrics",
            $"/api/runs/{run}/report.html",
        ];

        // The pages' own policy lets no other script in; axe is one.
        IPage page = await browser.NewPageAsync(service, new() { BypassCSP = true });
        List<string> violations = [];
        foreach (string path in pages)
        {
            await page.GotoAsync(path);
            await page.WaitForFunctionAsync("() => document.querySelector('main[aria-busy=true], main[data-opening]') === null");
            await page.EvaluateAsync(Axe);
            violations.AddRange(await ViolationsAsync(page, path));
        }

        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    // The scheme changes nothing but colours.
    private static async Task<List<string>> ViolationsAsync(IPage page, string path)
    {
        List<string> violations = [];
        foreach ((int width, ColorScheme scheme) in Widths.SelectMany(w => Schemes.Select(s => (w, s))))
        {
            await page.SetViewportSizeAsync(width, 800);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            string[] found = await page.EvaluateAsync<string[]>(
                """
                async only => (await axe.run({ resultTypes: ['violations'], ...(only && { runOnly: [only] }) })).violations.map(
                  v => `${v.id}: ${v.help} (${v.nodes.slice(0, 3).map(n => n.html).join('; ')})`)
                """,
                scheme == ColorScheme.Light ? null : "color-contrast");
            violations.AddRange(found.Select(v => $"{path} at {width} px, {scheme}: {v}"));
        }

        return violations;
    }

    private async Task<string> RunAsync(TestTarget target)
    {
        using var stored = new StringContent($"{Plan}\nschedule: {{ cron: '0 0 3 * * *' }}\n");
        Assert.True((await service.Http.PutAsync("/api/plans/accessible", stored, Test)).IsSuccessStatusCode);
        RunAccepted accepted = await service.Client.StartAsync(Plan, target.Address.ToString(), Test);
        return (await service.EndOfAsync(accepted.RunId)).RunId;
    }
}
