using Microsoft.Playwright;
using PerfFunctions.Browser.Protocol;
using PerfFunctions.Browser.Recording.Trace;

namespace PerfFunctions.Browser.Recording;

/// <summary>Records what only Chromium reports.</summary>
internal sealed class ChromiumRecorder
{
    private readonly TraceRecorder _trace;
    private readonly CodeUsage _usage;

    private ChromiumRecorder(TraceRecorder trace, CodeUsage usage) => (_trace, _usage) = (trace, usage);

    /// <summary>Begins to record; null in another browser.</summary>
    public static async Task<ChromiumRecorder?> AttachAsync(IPage page, RecorderSettings settings, TimeProvider clock)
    {
        if (!PageWorld.IsChromium(page))
        {
            return null;
        }
        ICDPSession session = await page.Context.NewCDPSessionAsync(page);
        await LocalAddresses.WatchAsync(session, settings.Refused, new(settings.Secrets));
        CodeUsage usage = await CodeUsage.StartAsync(session);
        return new(await TraceRecorder.StartAsync(session, clock), usage);
    }

    /// <summary>Ends and gives the trace, JSON in gzip, and what the page used.</summary>
    public async Task<ChromiumRecord> StopAsync()
    {
        // The trace first: what the rest costs the page is not the page's.
        byte[]? trace = await _trace.StopAsync();
        return new(trace, await _usage.StopAsync());
    }
}

/// <summary>What only Chromium reports about a load.</summary>
/// <param name="Trace">JSON in gzip; null when a part of it was lost.</param>
/// <param name="Usage">What the page used.</param>
internal sealed record ChromiumRecord(byte[]? Trace, UsageRecord Usage);
