using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using PerfFunctions.Browser;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Browser.Setup;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Benchmarks.Pages;

/// <summary><c>loads</c>: what a page load of ours costs over one of Playwright alone, which opens a page and closes it.</summary>
internal static class LoadCostCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var loads = new Option<int>("--loads") { Description = "Loads of each.", DefaultValueFactory = _ => 10 };
        loads.Validators.Add(result => BenchmarkOptions.Within(result, 1, 1000));
        var command = new Command("loads", "Compares the time of our page loads with Playwright's own, over one trivial page in one run.") { loads };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(loads), cancellationToken));
        return command;
    }

    private static async Task RunAsync(int loads, CancellationToken cancellationToken)
    {
        string browser = ChromiumFinder.Find(null, null) ?? throw new BenchmarkException(ChromiumFinder.NoneFound);
        await using PageSite site = await PageSite.StartAsync(cancellationToken);
        await using var auditor = new PlaywrightPageAuditor(
            Options.Create(new BrowserOptions { ExecutablePath = browser, WarmUp = false }), TimeProvider.System, NullLogger<PlaywrightPageAuditor>.Instance);
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser plain = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = browser, Args = ["--no-sandbox"] });
        var target = new AuditTarget("page", site.Address, new PageConditions(), Runs: 1) { KeepEvidence = false };

        // In turns, so that both meet the same machine; the first of each is left out.
        List<double> ours = [], theirs = [];
        for (int load = 0; load <= loads; load++)
        {
            ours.Add(await SecondsAsync(() => auditor.AuditAsync(target, cancellationToken)));
            theirs.Add(await SecondsAsync(() => LoadAsync(plain, site.Address)));
        }

        (double own, double their) = (Median(ours), Median(theirs));
        Console.Out.Write(string.Create(CultureInfo.InvariantCulture, $"""
            a load of ours, median of {loads}            {own,6:F2} s, of which half a second of quiet is waited for
            a load of Playwright alone, the same   {their,6:F2} s
            ratio                                  {own / their,6:F1}

            """));
    }

    private static async Task LoadAsync(IBrowser browser, Uri address)
    {
        await using IBrowserContext context = await browser.NewContextAsync();
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(address.ToString());
    }

    private static async Task<double> SecondsAsync(Func<Task> load)
    {
        long start = Stopwatch.GetTimestamp();
        await load();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Skip(1).Order().ElementAt((values.Count - 1) / 2);
}
