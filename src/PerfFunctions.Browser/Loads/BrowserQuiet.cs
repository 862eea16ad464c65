using Microsoft.Playwright;

namespace PerfFunctions.Browser.Loads;

/// <summary>
/// Waits until a browser has done its own work. To start the process of a new page keeps more than one processor busy for
/// some 400 ms (Chromium 156, two cores); a page that is loaded meanwhile comes later, and each time by another amount.
/// </summary>
internal static class BrowserQuiet
{
    /// <summary>Longest wait: a browser that other pages keep busy never falls quiet.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    // For a browser that does not report the time of its processes.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    // Linux counts a process's time in steps of 10 ms, so that one step between two looks is next to nothing.
    private const double QuietSeconds = 0.0101;
    private const int QuietLooks = 2;

    /// <summary>Returns when all processes of the browser have next to nothing to do, or when the limit is over.</summary>
    /// <returns>Whether it became idle, or does not report its time.</returns>
    public static async Task<bool> WaitAsync(IBrowser browser, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (browser.BrowserType.Name != BrowserType.Chromium)
        {
            await Task.Delay(Pause, clock, cancellationToken);
            return true;
        }
        try
        {
            ICDPSession session = await browser.NewBrowserCDPSessionAsync();
            try
            {
                return await WaitAsync(() => UsedAsync(session), clock, cancellationToken);
            }
            finally
            {
                await session.DetachAsync();
            }
        }
        catch (PlaywrightException) when (browser.IsConnected)
        {
            // Some services that lend browsers keep the browser's own session to themselves.
            await Task.Delay(Pause, clock, cancellationToken);
            return true;
        }
    }

    /// <summary>Returns when next to no processor time is used any more.</summary>
    /// <param name="used">Processor time used so far, in seconds.</param>
    /// <param name="clock">Clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when the limit was over before.</returns>
    internal static async Task<bool> WaitAsync(Func<Task<double>> used, TimeProvider clock, CancellationToken cancellationToken)
    {
        long start = clock.GetTimestamp();
        double last = await used();
        int quiet = 0;
        while (quiet < QuietLooks && clock.GetElapsedTime(start) < Limit)
        {
            await Task.Delay(Look, clock, cancellationToken);
            double now = await used();
            quiet = Math.Abs(now - last) <= QuietSeconds ? quiet + 1 : 0;
            last = now;
        }
        return quiet >= QuietLooks;
    }

    /// <summary>Processor time of all processes of a browser so far, in seconds.</summary>
    internal static async Task<double> UsedAsync(ICDPSession session) =>
        (await session.SendAsync("SystemInfo.getProcessInfo"))!.Value.GetProperty("processInfo").EnumerateArray()
            .Sum(process => process.GetProperty("cpuTime").GetDouble());
}
