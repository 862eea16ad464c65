using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Browser.Steadiness;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Browser;

/// <summary>Audits pages in a real browser. Safe for use from several threads: loads queue, one at a time.</summary>
public sealed class PlaywrightPageAuditor : IPageAuditor, IAsyncDisposable
{
    private readonly BrowserOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly LoadPresence _load;
    private readonly ConcurrentDictionary<(BrowserKind Kind, bool Guarded), BrowserHost> _hosts = new();
    private readonly SemaphoreSlim _oneLoad = new(1);

    /// <summary>Starts nothing yet; the browser comes with the first load.</summary>
    /// <param name="options">How pages are audited.</param>
    /// <param name="clock">Clock.</param>
    /// <param name="logger">Logs starts and ends of browsers.</param>
    /// <param name="load">Whether this process sends load, too; null where it never does.</param>
    public PlaywrightPageAuditor(IOptions<BrowserOptions> options, TimeProvider clock, ILogger<PlaywrightPageAuditor> logger, LoadPresence? load = null) =>
        (_options, _clock, _logger, _load) = (options.Value, clock, logger, load ?? new());

    /// <inheritdoc />
    public async Task<AuditedPage> AuditAsync(AuditTarget target, CancellationToken cancellationToken)
    {
        BrowserHost host = _hosts.GetOrAdd(
            (target.Conditions.Browser, target.Names is not null), of => new(of.Kind, of.Guarded, _options, _clock, _logger));
        await using AuditRun run = new(target, _options, new(host, _oneLoad, _options.WatchMachine, _clock), _clock, _load);
        return await run.RunAsync(cancellationToken);
    }

    /// <summary>Waits for a load in progress, then ends the browsers.</summary>
    public async ValueTask DisposeAsync()
    {
        await _oneLoad.WaitAsync();
        foreach (BrowserHost host in _hosts.Values)
        {
            await host.DisposeAsync();
        }
        _oneLoad.Dispose();
    }
}
