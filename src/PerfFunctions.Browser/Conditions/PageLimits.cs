using Microsoft.Playwright;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Conditions;

/// <summary>
/// Slows a page's network and processor, blocks addresses and adds headers, in the page and in all frames and workers below
/// it. Service workers live beside the page, and only what they pass on to it is slowed.
/// </summary>
internal static class PageLimits
{
    /// <summary>Applies the conditions to a page that has not been navigated yet.</summary>
    public static async Task ApplyAsync(IPage page, PageConditions conditions, Uri address)
    {
        bool slowNetwork = conditions.Network is { Latency.Ticks: > 0 } or { Down: > 0 } or { Up: > 0 };
        if (!slowNetwork && conditions.CpuSlowdown <= 1 && conditions.Blocked.Count == 0 && conditions.Headers.Count == 0)
        {
            return;
        }
        OwnHeaders headers = new(address, conditions.Headers);
        await TargetSession.AttachAsync(page, async target =>
        {
            if (slowNetwork)
            {
                await SlowAsync(target, conditions.Network);
            }
            if (conditions.CpuSlowdown > 1)
            {
                await target.SendAsync("Emulation.setCPUThrottlingRate", ("rate", conditions.CpuSlowdown));
            }
            if (conditions.Blocked.Count > 0)
            {
                // Blocking needs the domain; its bodies are kept by Playwright's session already.
                await target.SendAsync("Network.enable", ("maxTotalBufferSize", 0), ("maxResourceBufferSize", 0));
                await target.SendAsync("Network.setBlockedURLs", ("urls", conditions.Blocked.ToArray()));
            }
            if (conditions.Headers.Count > 0)
            {
                await headers.AddAsync(target);
            }
        });
    }

    private static Task SlowAsync(TargetSession target, NetworkProfile network) => target.SendAsync(
        "Network.emulateNetworkConditions",
        ("offline", false),
        ("latency", network.Latency.TotalMilliseconds),
        ("downloadThroughput", network.Down > 0 ? network.Down : -1),
        ("uploadThroughput", network.Up > 0 ? network.Up : -1));
}
