using System.Collections.Concurrent;
using Microsoft.Playwright;
using PerfFunctions.Browser.Guarding;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Engine.Browsing;
using PerfFunctions.Engine.Network;

namespace PerfFunctions.Browser.Scripts;

/// <summary>The browser of a shard: a process of its own, replaced when it has died.</summary>
/// <param name="host">Starts it.</param>
/// <param name="access">What it may connect to.</param>
/// <param name="proxy">Connects for it; null where it does so itself.</param>
/// <param name="pages">Counts open pages.</param>
/// <param name="clock">Clock.</param>
internal sealed class ScriptBrowser(BrowserHost host, BrowserAccess access, GuardedProxy? proxy, OpenPages pages, TimeProvider clock) : IScriptBrowser
{
    private static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(30);

    private readonly RefusedAddresses _refused = new();
    private readonly SemaphoreSlim _one = new(1);
    private readonly ConcurrentDictionary<ScriptSession, bool> _sessions = new();
    private IBrowser? _current;

    /// <summary>Counts open pages.</summary>
    public OpenPages Pages => pages;

    /// <inheritdoc />
    public string Version { get; private set; } = "";

    /// <inheritdoc />
    public IReadOnlyList<string> Refused => [.. proxy?.Refused ?? [], .. _refused.All];

    /// <inheritdoc />
    public IBrowserSession Begin()
    {
        ScriptSession session = new(this, clock);
        _sessions[session] = true;
        return session;
    }

    /// <summary>A session is over.</summary>
    public void Ended(ScriptSession session) => _sessions.TryRemove(session, out _);

    /// <summary>The browser, started anew if it has died.</summary>
    /// <exception cref="Setup.BrowserUnavailableException">It does not start.</exception>
    public async Task<IBrowser> GetAsync(CancellationToken cancellationToken)
    {
        if (_current is { IsConnected: true } running)
        {
            return running;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            _current = await host.GetAsync(cancellationToken);
            Version = _current.Version;
            return _current;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Opens a context with what a script says of it.</summary>
    public async Task<IBrowserContext> OpenContextAsync(CallArguments given, CancellationToken cancellationToken)
    {
        IBrowser browser = await GetAsync(cancellationToken);
        try
        {
            return await browser.NewContextAsync(EmulationOptions.Of(given, proxy, browser.Version)).WaitAsync(OpenLimit, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // One that opens nothing is asked for a sign of life before the next one is.
            _current = null;
            throw;
        }
    }

    /// <summary>Looks at where a script wants to go.</summary>
    /// <exception cref="CallRefusedException">It is not a verified target.</exception>
    public void CheckTarget(string host)
    {
        try
        {
            access.Targets.CheckNamed(host);
        }
        catch (AddressRefusedException e)
        {
            _refused.Add($"{e.Message}.");
            throw new CallRefusedException(e.Message);
        }
    }

    /// <summary>Counts the requests of a context.</summary>
    public RequestFigures Figures(Action<BrowserMeasure> measured, Action<string> exceeded) => new(access.Targets.Policy, measured, exceeded);

    /// <summary>Why a connection was not made, where that is what a failure is about: the browser knows only that it was not.</summary>
    public string? LastRefusal(Exception error) =>
        _current is { IsConnected: false } ? "the browser crashed"
        : error.Message.Contains("SOCKS", StringComparison.Ordinal) ? proxy?.LastFailure
        : null;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_sessions.Keys.Select(session => session.EndAsync()));
        await host.DisposeAsync();
        _one.Dispose();
        await (proxy?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
