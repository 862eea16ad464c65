using System.ComponentModel.DataAnnotations;

namespace PerfFunctions.Browser.Launch;

/// <summary>How pages are audited; the section <c>Browser</c> of the configuration.</summary>
public sealed class BrowserOptions
{
    /// <summary>Chromium or Chrome to use; null looks for one (see <see cref="Setup.ChromiumFinder"/>).</summary>
    public string? ExecutablePath { get; set; }

    /// <summary>
    /// Address of a browser elsewhere, used in place of one on this machine: ws or wss of a Playwright server, or http, https,
    /// ws or wss of a Chromium with a debugging port. Null for a browser on this machine. It may carry a token, so reports
    /// name its host only.
    /// </summary>
    [RegularExpression("(wss?|https?)://.+", ErrorMessage = "The field Endpoint must be an address with ws, wss, http or https.")]
    public string? Endpoint { get; set; }

    /// <summary>
    /// Whether Chromium keeps its own sandbox (default), which pages cannot leave. It needs kernel namespaces that container
    /// platforms withhold: there it is switched off, and the wall is the container. Root's Chromium never has one.
    /// </summary>
    public bool Sandbox { get; set; } = true;

    /// <summary>What the <see cref="Endpoint"/> speaks.</summary>
    public BrowserProtocol Protocol { get; set; }

    /// <summary>Longest wait for a page's load event: 1 s to 5 min, by default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan LoadTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Longest wait for a quiet network after the load event and after each step: 0.5 s to 1 min, by default 5 s. A page that
    /// never falls quiet is measured then.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:01:00")]
    public TimeSpan SettleTime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait for what a step acts on: 0.5 s to 5 min, by default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:05:00")]
    public TimeSpan StepTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time for a load with all its steps; the warm load has as much again: 1 s to 10 min, by default 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Loads the page once before the measured loads and throws the numbers away (default). The first load also pays
    /// for the browser's start, name resolution and the server's cold caches, and would stand out from the others.
    /// </summary>
    public bool WarmUp { get; set; } = true;

    /// <summary>
    /// Measures the processor's speed around the loads, repeats a load that is noisy because of other work on the machine (see
    /// <see cref="Steadiness.NoiseRule"/>), loads a page only once the browser itself has fallen quiet, and one at a time of all
    /// processes on this machine that watch it (default).
    /// </summary>
    public bool WatchMachine { get; set; } = true;
}

/// <summary>How a browser elsewhere is spoken to.</summary>
public enum BrowserProtocol
{
    /// <summary>A Playwright server of the same version; has all browsers that are installed there.</summary>
    Playwright,

    /// <summary>The Chrome DevTools protocol; Chromium alone.</summary>
    Cdp,
}
