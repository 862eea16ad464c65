using Microsoft.Playwright;

namespace PerfFunctions.Browser.Launch;

/// <summary>
/// Asks a browser for a sign of life. A connection that Playwright has given up, because it could not read a message, still counts
/// as connected, and every load over it would fail.
/// </summary>
internal static class BrowserProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Whether it answers.</summary>
    public static async Task<bool> AnswersAsync(IBrowser browser, TimeProvider clock, CancellationToken cancellationToken) =>
        (browser.BrowserType.Name == BrowserType.Chromium
            && await AnswersAsync(BySessionAsync(browser), clock, cancellationToken))
        // Some services that lend browsers keep the browser's own session to themselves.
        || await AnswersAsync(ByContextAsync(browser), clock, cancellationToken);

    private static async Task<bool> AnswersAsync(Task asked, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            await asked.WaitAsync(Limit, clock, cancellationToken);
            return true;
        }
        catch (Exception error) when (error is PlaywrightException or TimeoutException)
        {
            _ = asked.ContinueWith(task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return false;
        }
    }

    private static async Task BySessionAsync(IBrowser browser) => await (await browser.NewBrowserCDPSessionAsync()).DetachAsync();

    private static async Task ByContextAsync(IBrowser browser) => await (await browser.NewContextAsync()).CloseAsync();
}
