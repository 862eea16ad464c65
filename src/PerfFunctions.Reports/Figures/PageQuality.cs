using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Reports.Figures;

/// <summary>What a page was loaded under, and how well that went, in words.</summary>
internal static class PageQuality
{
    /// <summary>Browser, screen, network, processor: one piece each.</summary>
    public static IReadOnlyList<string> Conditions(PageSummary page)
    {
        (DeviceProfile device, NetworkProfile network) = (page.Environment.Device, page.Environment.Network);
        return
        [
            page.Environment.BrowserHost is { } host ? $"{page.Environment.Browser} at {host}" : page.Environment.Browser ?? "no browser",
            $"{device.Name} {Number(device.Width)} × {Number(device.Height)}",
            network == NetworkProfile.None ? "network not throttled" : $"network {network.Name}",
            page.Environment.CpuSlowdown is > 1 and var times ? $"processor {Number(times)}× slower" : "processor not throttled",
        ];
    }

    /// <summary>Loads made, noisy and repeated, and the speed of the machine: one piece each.</summary>
    public static IReadOnlyList<string> Steadiness(PageSummary page)
    {
        int noisy = page.Loads.Concat(page.BaseLoads).Count(l => l.Noise is not null);
        return
        [
            $"{Number(page.Loads.Count(l => l.Failure is null))} of {Number(Math.Max(page.Runs, page.Loads.Count))} loads",
            .. page.BaseLoads.Count > 0 ? [$"{Number(page.BaseLoads.Count(l => l.Failure is null))} base loads, alternating"] : Array.Empty<string>(),
            .. page.Repeated.Count > 0 ? [$"{Number(page.Repeated.Count)} repeated"] : Array.Empty<string>(),
            .. page.BaseRepeated.Count > 0 ? [$"{Number(page.BaseRepeated.Count)} of the base repeated"] : Array.Empty<string>(),
            .. noisy > 0 ? [$"{Number(noisy)} noisy"] : Array.Empty<string>(),
            .. page.Environment.Benchmark is { } index
                ? [$"benchmark index {Number(index.Before)} before, {Number(index.After)} after"]
                : Array.Empty<string>(),
        ];
    }

    private static string Number(double value) => MetricFormat.Format(MetricUnit.Count, value);
}
