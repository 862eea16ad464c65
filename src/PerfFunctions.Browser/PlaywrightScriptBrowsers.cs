using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PerfFunctions.Browser.Guarding;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Browser.Scripts;
using PerfFunctions.Browser.Setup;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Browsing;

namespace PerfFunctions.Browser;

/// <summary>Starts a Chromium for the scripts of each shard. Safe for use from several threads.</summary>
/// <param name="options">How browsers are started.</param>
/// <param name="clock">Clock.</param>
/// <param name="logger">Logs starts and ends of browsers.</param>
public sealed class PlaywrightScriptBrowsers(IOptions<BrowserOptions> options, TimeProvider clock, ILogger<PlaywrightScriptBrowsers> logger) : IScriptBrowsers
{
    private readonly OpenPages _pages = new();

    /// <inheritdoc />
    public async Task<OpenedBrowser> OpenAsync(BrowserAccess access, CancellationToken cancellationToken)
    {
        // A browser elsewhere cannot connect to this machine's loopback.
        GuardedProxy? proxy = access.Names is { } names && string.IsNullOrEmpty(options.Value.Endpoint) ? new(names, clock) : null;
        BrowserHost host = new(BrowserKind.Chromium, proxy is not null, options.Value, clock, logger);
        ScriptBrowser browser = new(host, access, proxy, _pages, clock);
        try
        {
            await browser.GetAsync(cancellationToken);
            return new OpenedBrowser(browser, null);
        }
        catch (BrowserUnavailableException e)
        {
            await browser.DisposeAsync();
            return new OpenedBrowser(null, e.Message);
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }
}
