using PerfFunctions.Engine.Network;

namespace PerfFunctions.Engine.Browsing;

/// <summary>Lends browsers to scripts. Safe for use from several threads.</summary>
public interface IScriptBrowsers
{
    /// <summary>Starts a browser for the load of one shard.</summary>
    /// <param name="access">What it may connect to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<OpenedBrowser> OpenAsync(BrowserAccess access, CancellationToken cancellationToken);
}

/// <summary>What a script's browser may connect to.</summary>
/// <param name="Targets">Hosts that a script may go to.</param>
/// <param name="Names">Resolves names for what pages load, and says what may be connected to; null where the browser connects by itself.</param>
public sealed record BrowserAccess(GuardedNames Targets, GuardedNames? Names);

/// <summary>A browser, or why there is none.</summary>
/// <param name="Browser">The browser; null where none could be started.</param>
/// <param name="Failure">Why, in one sentence; null where there is one.</param>
public sealed record OpenedBrowser(IScriptBrowser? Browser, string? Failure);

/// <summary>A browser that the iterations of a shard share. Safe for use from several threads. Disposing it closes all that is open.</summary>
public interface IScriptBrowser : IAsyncDisposable
{
    /// <summary>Its version, such as <c>140.0.7339.16</c>.</summary>
    string Version { get; }

    /// <summary>What scripts did not go to and pages did not connect to because of its address, a sentence each.</summary>
    IReadOnlyList<string> Refused { get; }

    /// <summary>Begins an iteration of a user. Its pages and cookies are its own.</summary>
    IBrowserSession Begin();
}
