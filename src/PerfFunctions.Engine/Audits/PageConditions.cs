namespace PerfFunctions.Engine.Audits;

/// <summary>All that a page is loaded under. Values may hold secrets, so this is never stored or reported as a whole.</summary>
public sealed record PageConditions
{
    /// <summary>The browser to load it in.</summary>
    public BrowserKind Browser { get; init; } = BrowserKind.Chromium;

    /// <summary>Screen.</summary>
    public DeviceProfile Device { get; init; } = DeviceProfile.Mobile;

    /// <summary>Network.</summary>
    public NetworkProfile Network { get; init; } = NetworkProfile.None;

    /// <summary>How many times slower the processor is made; 1 for as it is, 20 at most.</summary>
    public double CpuSlowdown { get; init; } = 1;

    /// <summary>
    /// Whether each cold load is followed by a warm one in the same context, whose figures are the metrics <c>warm.…</c>.
    /// </summary>
    public bool WarmLoad { get; init; }

    /// <summary>Cookies by name, for the address that is loaded.</summary>
    public IReadOnlyDictionary<string, string> Cookies { get; init; } = new Dictionary<string, string>();

    /// <summary>Headers by name, sent with each request to the origin of the address that is loaded and to no other.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Language, such as <c>de-DE</c>; null for the browser's.</summary>
    public string? Language { get; init; }

    /// <summary>Whether pages are asked to be dark; null for the browser's.</summary>
    public bool? Dark { get; init; }

    /// <summary>Addresses that are not loaded, with <c>*</c> for any characters: <c>*://*.ads.example/*</c>.</summary>
    public IReadOnlyList<string> Blocked { get; init; } = [];

    /// <summary>What is clicked as soon as it appears, such as the button of a consent banner, as a selector; null for none.</summary>
    public string? Consent { get; init; }

    /// <summary>What it means when the page is in the end at another host or path than was asked for.</summary>
    public RedirectRule Redirect { get; init; } = RedirectRule.Warn;

    /// <summary>Done once before the first load, not measured; what it leaves (cookies, local storage) each load starts with.</summary>
    public IReadOnlyList<JourneyStep> Login { get; init; } = [];
}

/// <summary>What a page means that is in the end at another host or path than was asked for.</summary>
public enum RedirectRule
{
    /// <summary>It is measured, and the report says where it is.</summary>
    Warn,

    /// <summary>It is measured as if it were the page that was asked for.</summary>
    Allow,

    /// <summary>The load failed.</summary>
    Fail,
}

/// <summary>The browsers there are. What one does not report, a load in it does not have.</summary>
public enum BrowserKind
{
    /// <summary>Chromium or Chrome: reports all.</summary>
    Chromium,

    /// <summary>Firefox.</summary>
    Firefox,

    /// <summary>WebKit.</summary>
    Webkit,
}
