using Microsoft.Playwright;
using PerfFunctions.Browser.Steadiness;

namespace PerfFunctions.Browser.Tests;

/// <summary>A bound on time. Where it is missed on a machine that is slower than usual at that moment, that is no answer: neither kept nor broken.</summary>
internal static class TimeBound
{
    // Index of a quiet machine with two cores; the same machine has half of it when its host is busy.
    private const double UsualIndex = 60_000;

    /// <summary>Passes what was kept, fails what was not, and skips with the reason where the machine does not let it be told.</summary>
    public static async Task JudgeAsync(bool isKept, string told)
    {
        if (isKept)
        {
            return;
        }
        double speed = await SpeedAsync() / UsualIndex;
        Assert.SkipWhen(speed < DisturbanceRule.LeastSpeed, $"Not told, at {speed:P0} of a machine's usual speed: {told}");
        Assert.Fail(told);
    }

    private static async Task<double> SpeedAsync()
    {
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await TestBrowser.LaunchAsync(playwright);
        await using CpuBenchmark benchmark = new(TimeProvider.System);
        return (await benchmark.MeasureAsync(browser, CpuBenchmark.Long))!.Value;
    }
}
