using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using PerfFunctions.Browser.Conditions;
using PerfFunctions.Browser.Setup;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Launch;

/// <summary>
/// The one browser of its kind in this process: started or connected to when first needed, used again, replaced when it has
/// died. Not for use by two threads at once; the auditor runs one load at a time.
/// </summary>
internal sealed partial class BrowserHost(
    BrowserKind kind, bool guarded, BrowserOptions options, TimeProvider clock, ILogger logger)
    : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The running browser, started if need be.</summary>
    /// <exception cref="BrowserUnavailableException">None is installed, it does not start, or the one elsewhere does not answer.</exception>
    public async Task<IBrowser> GetAsync(CancellationToken cancellationToken)
    {
        if (_browser is { IsConnected: true } running && await BrowserProbe.AnswersAsync(running, clock, cancellationToken))
        {
            return running;
        }
        await StopAsync();
        try
        {
            // Playwright's own process may have died with the browser, so both are new.
            _playwright = await Playwright.CreateAsync();
            _browser = await OpenAsync(_playwright).WaitAsync(StartLimit + StopLimit, clock, cancellationToken);
            return _browser;
        }
        catch (Exception error) when (error is PlaywrightException or TimeoutException or System.ComponentModel.Win32Exception)
        {
            await StopAsync();
            throw new BrowserUnavailableException(Reason(error), error);
        }
        catch (BrowserUnavailableException)
        {
            await StopAsync();
            throw;
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

    /// <summary>How a browser on this machine is started.</summary>
    internal static BrowserTypeLaunchOptions LaunchOptions(
        BrowserKind kind, string path, bool sandbox, bool guarded, bool isRoot) => new()
        {
            ExecutablePath = path,
            Headless = true,
            // Chromium refuses its sandbox to root.
            ChromiumSandbox = kind == BrowserKind.Chromium && sandbox && !isRoot,
            Args = kind == BrowserKind.Chromium ? ChromiumArguments.Of(guarded) : [],
            Timeout = (float)StartLimit.TotalMilliseconds,
        };

    private async Task<IBrowser> OpenAsync(IPlaywright playwright)
    {
        IBrowserType type = kind switch
        {
            BrowserKind.Firefox => playwright.Firefox,
            BrowserKind.Webkit => playwright.Webkit,
            _ => playwright.Chromium,
        };
        if (!string.IsNullOrEmpty(options.Endpoint))
        {
            return await RemoteBrowser.ConnectAsync(type, kind, options.Endpoint, options.Protocol, StartLimit);
        }
        string path = kind == BrowserKind.Chromium
            ? ChromiumFinder.Find(options.ExecutablePath, type.ExecutablePath) ?? throw new BrowserUnavailableException(ChromiumFinder.NoneFound)
            : type.ExecutablePath;
        if (!File.Exists(path))
        {
            throw new BrowserUnavailableException($"{EngineLimits.NameOf(kind)} is not installed on this machine: install Playwright's build of it.");
        }
        IBrowser browser = await type.LaunchAsync(LaunchOptions(kind, path, options.Sandbox, guarded, Environment.IsPrivilegedProcess));
        LogStarted(logger, browser.Version, path);
        return browser;
    }

    private string Reason(Exception error)
    {
        string firstLine = error.Message.Split('\n', 2)[0].TrimEnd('.', ' ', '\r');
        return string.IsNullOrEmpty(options.Endpoint)
            ? $"The browser did not start: {firstLine}."
            : RemoteBrowser.Reason(options.Endpoint, firstLine);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Audit: the browser {Version} was started from {Path}.")]
    private static partial void LogStarted(ILogger logger, string version, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Audit: the browser did not close and is being ended: {Reason}")]
    private static partial void LogNotClosed(ILogger logger, string reason);
}
