using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Conditions;

/// <summary>What a browser cannot be made to do. A page loaded under less than was asked for would give numbers that mislead.</summary>
internal static class EngineLimits
{
    /// <summary>Name for readers.</summary>
    public static string NameOf(BrowserKind browser) => browser switch
    {
        BrowserKind.Firefox => "Firefox",
        BrowserKind.Webkit => "WebKit",
        _ => "Chromium",
    };

    /// <summary>Why these conditions are impossible in their browser, in one sentence; null when they are not.</summary>
    public static string? Refusal(PageConditions conditions)
    {
        if (conditions.Browser == BrowserKind.Chromium)
        {
            return null;
        }
        string[] asked =
        [
            .. conditions.Network.Name == NetworkProfile.None.Name ? Array.Empty<string>() : ["network throttling"],
            .. conditions.CpuSlowdown > 1 ? ["CPU throttling"] : Array.Empty<string>(),
            .. conditions.Headers.Count > 0 ? ["headers"] : Array.Empty<string>(),
            .. conditions.Blocked.Count > 0 ? ["blocked addresses"] : Array.Empty<string>(),
        ];
        return asked.Length == 0 ? null : $"Only Chromium supports {string.Join(", ", asked)}, and the page uses {NameOf(conditions.Browser)}.";
    }
}
