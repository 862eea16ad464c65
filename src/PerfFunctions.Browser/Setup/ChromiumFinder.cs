namespace PerfFunctions.Browser.Setup;

/// <summary>Looks for an installed Chromium or Chrome. Downloads nothing.</summary>
public static class ChromiumFinder
{
    /// <summary>Environment variable that names the browser's executable.</summary>
    public const string Variable = "PERF_CHROMIUM";

    /// <summary>Message for users when no browser is found.</summary>
    public const string NoneFound =
        $"No Chromium or Chrome was found: install one, or set the path of its executable in the environment variable {Variable}.";

    private static readonly string[] SystemPaths =
    [
        "/usr/bin/chromium",
        "/usr/bin/google-chrome",
        "/usr/bin/google-chrome-stable",
        "/usr/bin/chromium-browser",
        "/snap/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    /// <summary>
    /// The first that exists of: the configured path, <c>PERF_CHROMIUM</c>, Playwright's own browser, the well-known
    /// places of the system; null when there is none.
    /// </summary>
    /// <param name="configured">Path from the options; null or empty when not set.</param>
    /// <param name="playwrightOwn">Where Playwright would install its browser; null when not known.</param>
    /// <exception cref="BrowserUnavailableException">
    /// A path that was named does not exist: another browser in its place would give other numbers without a word.
    /// </exception>
    public static string? Find(string? configured, string? playwrightOwn) =>
        Find(configured, Environment.GetEnvironmentVariable(Variable), [playwrightOwn, .. SystemPaths], File.Exists);

    internal static string? Find(string? configured, string? variable, IEnumerable<string?> places, Func<string, bool> exists)
    {
        foreach ((string? named, string where) in new[] { (configured, "the option Browser:ExecutablePath"), (variable, Variable) })
        {
            if (!string.IsNullOrEmpty(named))
            {
                return exists(named) ? named : throw new BrowserUnavailableException($"The browser {named}, set by {where}, does not exist.");
            }
        }
        return places.FirstOrDefault(path => !string.IsNullOrEmpty(path) && exists(path));
    }
}
