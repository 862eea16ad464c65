using System.Diagnostics;
using Microsoft.Playwright;

namespace PerfFunctions.Browser.Setup;

/// <summary>Makes sure that there is a Chromium to audit with.</summary>
public static class ChromiumInstaller
{
    private static readonly TimeSpan DownloadLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan PackageLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan CheckLimit = TimeSpan.FromSeconds(20);

    /// <summary>
    /// The path of an installed browser; else of one that Playwright's installer brings; else, for root on Debian or
    /// Ubuntu, of the distribution's package.
    /// </summary>
    /// <param name="say">Hears one sentence before each step that takes time.</param>
    /// <param name="clock">Keeps the time limits.</param>
    /// <param name="cancellationToken">Ends a running installer, too.</param>
    /// <exception cref="BrowserUnavailableException">All three failed; the message says what to do.</exception>
    public static async Task<string> EnsureAsync(
        Action<string> say, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        string? own = await PlaywrightPathAsync();
        if (ChromiumFinder.Find(null, own) is { } found)
        {
            return found;
        }
        say("No browser found: downloading Chromium with Playwright's installer.");
        if (await DownloadAsync(clock, cancellationToken) && File.Exists(own) && await RunsAsync(own, clock, cancellationToken))
        {
            return own;
        }
        if (Environment.IsPrivilegedProcess && File.Exists("/usr/bin/apt-get"))
        {
            say("The download failed; installing the distribution's package chromium.");
            await AptAsync(["update", "-q"], clock, cancellationToken);
            await AptAsync(["install", "-y", "-q", "chromium"], clock, cancellationToken);
        }
        return ChromiumFinder.Find(null, null) ?? throw new BrowserUnavailableException(ChromiumFinder.NoneFound);
    }

    private static async Task<string> PlaywrightPathAsync()
    {
        using IPlaywright playwright = await Playwright.CreateAsync();
        return playwright.Chromium.ExecutablePath;
    }

    // Playwright's Program.Main does the same, but cannot be stopped: on a closed network it would try for minutes.
    private static Task<bool> DownloadAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        string driver = Path.Combine(AppContext.BaseDirectory, ".playwright");
        string? node = Directory.Exists(driver)
            ? Directory.EnumerateFiles(driver, OperatingSystem.IsWindows() ? "node.exe" : "node", SearchOption.AllDirectories).FirstOrDefault()
            : null;
        ProcessStartInfo start = new(node ?? "node", [Path.Combine(driver, "package", "cli.js"), "install", "chromium"]);
        start.Environment["PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT"] = "10000";
        return SetupCommand.RunAsync(start, DownloadLimit, clock, cancellationToken);
    }

    // What Playwright brings needs libraries of the system; without them it is there and cannot start.
    private static Task<bool> RunsAsync(string path, TimeProvider clock, CancellationToken cancellationToken) =>
        OperatingSystem.IsWindows()
            ? Task.FromResult(true)
            : SetupCommand.RunAsync(new(path, ["--version"]), CheckLimit, clock, cancellationToken);

    private static Task<bool> AptAsync(string[] arguments, TimeProvider clock, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new("apt-get", arguments);
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        return SetupCommand.RunAsync(start, PackageLimit, clock, cancellationToken);
    }
}
