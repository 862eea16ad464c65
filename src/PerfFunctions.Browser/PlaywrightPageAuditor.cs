using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Browser.Loads;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser;

/// <summary>Audits pages in Chromium. Safe for use from several threads: loads queue, one at a time on this machine.</summary>
public sealed class PlaywrightPageAuditor : IPageAuditor, IAsyncDisposable
{
    private readonly BrowserOptions _options;
    private readonly TimeProvider _clock;
    private readonly BrowserHost _host;
    private readonly SemaphoreSlim _oneLoad = new(1);

    /// <summary>Starts nothing yet; the browser comes with the first load.</summary>
    public PlaywrightPageAuditor(IOptions<BrowserOptions> options, TimeProvider clock, ILogger<PlaywrightPageAuditor> logger)
    {
        _options = options.Value;
        _clock = clock;
        _host = new(_options, clock, logger);
    }

    /// <inheritdoc />
    public async Task<AuditedPage> AuditAsync(AuditTarget target, CancellationToken cancellation)
    {
        if (_options.WarmUp)
        {
            await LoadAsync(target, withScreenshot: false, cancellation);
        }
        List<PageLoad> loads = [];
        byte[]? screenshot = null;
        string? browser = null;
        for (int number = 1; number <= target.Runs; number++)
        {
            (LoadResult result, string? version) = await LoadAsync(target, screenshot is null, cancellation);
            screenshot ??= result.Record?.Evidence?.Screenshot;
            browser ??= version;
            loads.Add(new()
            {
                Number = number,
                Failure = result.Failure,
                Values = result.Record?.Values ?? new Dictionary<string, double>(),
                LcpElement = result.Record?.LcpElement,
            });
        }
        PageMeasurement measurement = new()
        {
            Page = target.Page,
            Address = target.Address,
            Environment = new() { Browser = browser, Device = target.Conditions.Device },
            Loads = loads,
        };
        return new(measurement, screenshot is null ? null : new() { Screenshot = screenshot });
    }

    /// <summary>Waits for a load under way, then ends the browser.</summary>
    public async ValueTask DisposeAsync()
    {
        await _oneLoad.WaitAsync();
        await _host.DisposeAsync();
        _oneLoad.Dispose();
    }

    private async Task<(LoadResult Result, string? Browser)> LoadAsync(AuditTarget target, bool withScreenshot, CancellationToken cancellation)
    {
        await _oneLoad.WaitAsync(cancellation);
        try
        {
            using IDisposable machine = await MachineLock.TakeAsync(_clock, cancellation);
            Microsoft.Playwright.IBrowser browser = await _host.GetAsync(cancellation);
            LoadResult result = await new PageLoader(browser, _options, _clock).LoadAsync(target, withScreenshot, cancellation);
            return (result, $"Chromium {browser.Version}");
        }
        catch (BrowserUnavailableException error)
        {
            return (LoadResult.Failed(error.Message), null);
        }
        finally
        {
            _oneLoad.Release();
        }
    }
}
