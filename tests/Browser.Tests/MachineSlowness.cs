using Microsoft.Playwright;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Browser.Setup;
using PerfFunctions.Browser.Steadiness;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests;

/// <summary>How much slower this machine is now than one that bounds on time are stated for.</summary>
internal static class MachineSlowness
{
    // Index of a quiet machine with two cores; the same machine has half of it when its host is busy.
    private const double Usual = 60_000;

    /// <summary>1 at the usual speed or a greater one, 2 at half of it.</summary>
    public static async Task<double> MeasureAsync()
    {
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(
            BrowserHost.LaunchOptions(BrowserKind.Chromium, ChromiumFinder.Find(null, null)!, sandbox: true, guarded: false, Environment.IsPrivilegedProcess));
        await using CpuBenchmark benchmark = new(TimeProvider.System);
        return Math.Max(1, Usual / (await benchmark.MeasureAsync(browser, CpuBenchmark.Long))!.Value);
    }
}
