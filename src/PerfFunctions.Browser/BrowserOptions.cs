using System.ComponentModel.DataAnnotations;

namespace PerfFunctions.Browser;

/// <summary>How pages are audited; the section <c>Browser</c> of the configuration.</summary>
public sealed class BrowserOptions
{
    /// <summary>Chromium or Chrome to use; null looks for one (see <see cref="Setup.ChromiumFinder"/>).</summary>
    public string? ExecutablePath { get; set; }

    /// <summary>Longest wait for a page's load event: 1 s to 5 min, by default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan LoadTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Longest wait for a quiet network after the load event: 0.5 s to 1 min, by default 5 s. A page that never falls
    /// quiet is measured then.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:01:00")]
    public TimeSpan SettleTime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Loads the page once before the measured loads and throws the numbers away (default). The first load also pays
    /// for the browser's start, name resolution and the server's cold caches, and would stand out from the others.
    /// </summary>
    public bool WarmUp { get; set; } = true;
}
