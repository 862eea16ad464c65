using Microsoft.Playwright;
using PerfFunctions.Browser.Protocol;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Conditions;

/// <summary>
/// Slows a page's network and processor, blocks addresses and adds headers, in the page and in all frames and workers below
/// it. Service workers live beside the page, and only what they pass on to it is slowed.
/// </summary>
internal sealed class PageLimits
{
    private readonly TargetSession? _page;
    private readonly double _slowdown;

    private PageLimits(TargetSession? page, double slowdown) => (_page, _slowdown) = (page, slowdown);

    /// <summary>
    /// Applies the conditions to a page that has not been navigated yet. The page's own processor is still as fast as ever: what
    /// there is to do before the page is loaded would take longer, and <see cref="SlowProcessorAsync"/> is for after it.
    /// </summary>
    public static async Task<PageLimits> ApplyAsync(IPage page, PageConditions conditions, Uri address)
    {
        bool slowNetwork = conditions.Network is { Latency.Ticks: > 0 } or { Down: > 0 } or { Up: > 0 };
        if (!slowNetwork && conditions.CpuSlowdown <= 1 && conditions.Blocked.Count == 0 && conditions.Headers.Count == 0)
        {
            return new(null, 1);
        }
        OwnHeaders headers = new(address, conditions.Headers);
        TargetSession session = await TargetSession.AttachAsync(page, async target =>
        {
            if (slowNetwork)
            {
                await SlowAsync(target, conditions.Network);
            }
            if (!target.IsPage)
            {
                await SlowAsync(target, conditions.CpuSlowdown);
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
        return new(session, conditions.CpuSlowdown);
    }

    /// <summary>Slows the page's processor down as its conditions ask; the last thing before the page is loaded.</summary>
    public Task SlowProcessorAsync() => _page is null ? Task.CompletedTask : SlowAsync(_page, _slowdown);

    private static Task SlowAsync(TargetSession target, double slowdown) =>
        slowdown > 1 ? target.SendAsync("Emulation.setCPUThrottlingRate", ("rate", slowdown)) : Task.CompletedTask;

    private static Task SlowAsync(TargetSession target, NetworkProfile network) => target.SendAsync(
        "Network.emulateNetworkConditions",
        ("offline", false),
        ("latency", network.Latency.TotalMilliseconds),
        ("downloadThroughput", network.Down > 0 ? network.Down : -1),
        ("uploadThroughput", network.Up > 0 ? network.Up : -1));
}
