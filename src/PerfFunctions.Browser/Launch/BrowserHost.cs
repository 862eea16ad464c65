using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using PerfFunctions.Browser.Setup;

namespace PerfFunctions.Browser.Launch;

/// <summary>
/// The one browser of this process: started when first needed, used again, replaced when it has died. Not for use by
/// two threads at once; the auditor runs one load at a time.
/// </summary>
internal sealed partial class BrowserHost(BrowserOptions options, TimeProvider clock, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    // What talks to the outside by itself (updates, sync, safe browsing) would share the network with the page under
    // test, and on a closed network would wait for answers that never come. QUIC is off so that each load of a site
    // speaks the same protocol, whatever an earlier one has advertised.
    private static readonly string[] Arguments =
    [
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The running browser, started if need be.</summary>
    /// <exception cref="BrowserUnavailableException">None is installed, or it does not start.</exception>
    public async Task<IBrowser> GetAsync(CancellationToken cancellation)
    {
        if (_browser is { IsConnected: true })
        {
            return _browser;
        }
        await StopAsync();
        try
        {
            // Playwright's own process may have died with the browser, so both are new.
            _playwright = await Playwright.CreateAsync();
            string path = ChromiumFinder.Find(options.ExecutablePath, _playwright.Chromium.ExecutablePath)
                ?? throw new BrowserUnavailableException(ChromiumFinder.NoneFound);
            _browser = await LaunchAsync(_playwright, path).WaitAsync(StartLimit + StopLimit, clock, cancellation);
            LogStarted(logger, _browser.Version, path);
            return _browser;
        }
        catch (Exception error) when (error is PlaywrightException or TimeoutException or System.ComponentModel.Win32Exception)
        {
            await StopAsync();
            string firstLine = error.Message.Split('\n', 2)[0].TrimEnd('.', ' ', '\r');
            throw new BrowserUnavailableException($"The browser did not start: {firstLine}.", error);
        }
    }

    /// <summary>Ends the browser; the next <see cref="GetAsync"/> starts another.</summary>
    public async Task StopAsync()
    {
        (IBrowser? browser, IPlaywright? playwright) = (_browser, _playwright);
        (_browser, _playwright) = (null, null);
        try
        {
            if (browser is not null)
            {
                await browser.CloseAsync().WaitAsync(StopLimit, clock);
            }
        }
        catch (Exception error) when (error is PlaywrightException or TimeoutException)
        {
            LogNotClosed(logger, error.Message);
        }
        // Ends Playwright's process, and with it a browser that did not close.
        playwright?.Dispose();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await StopAsync();

    private static Task<IBrowser> LaunchAsync(IPlaywright playwright, string path) =>
        playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            Headless = true,
            // Chromium refuses its sandbox to root, which is what containers run as.
            ChromiumSandbox = !Environment.IsPrivilegedProcess,
            Args = Arguments,
            Timeout = (float)StartLimit.TotalMilliseconds,
        });

    [LoggerMessage(Level = LogLevel.Information, Message = "Audit: browser {Version} started from {Path}.")]
    private static partial void LogStarted(ILogger logger, string version, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Audit: browser did not close by itself and is ended: {Reason}")]
    private static partial void LogNotClosed(ILogger logger, string reason);
}
