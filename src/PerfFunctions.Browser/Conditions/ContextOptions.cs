using Microsoft.Playwright;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Conditions;

/// <summary>What a fresh context pretends to be.</summary>
internal static class ContextOptions
{
    /// <summary>
    /// Options for a page's conditions. The user agent carries the real major version and no word of "headless", so that a
    /// site sends what it sends to people.
    /// </summary>
    /// <param name="order">The load.</param>
    /// <param name="browserVersion">Version of the browser.</param>
    public static BrowserNewContextOptions For(LoadOrder order, string browserVersion)
    {
        PageConditions conditions = order.Conditions;
        DeviceProfile device = conditions.Device;
        return new()
        {
            ViewportSize = new() { Width = device.Width, Height = device.Height },
            DeviceScaleFactor = (float)device.Scale,
            // Firefox has no such mode and refuses it.
            IsMobile = device.Touch && conditions.Browser != BrowserKind.Firefox,
            HasTouch = device.Touch,
            UserAgent = device.UserAgent ?? UserAgent(conditions.Browser, device, browserVersion),
            Locale = conditions.Language,
            ColorScheme = conditions.Dark switch { true => ColorScheme.Dark, false => ColorScheme.Light, null => null },
            StorageState = order.Storage,
            // Without the exception browsers go to loopback by themselves.
            Proxy = order.Proxy is { } proxy ? new() { Server = proxy.Address, Bypass = "<-loopback>" } : null,
            // A step may download a file, and its time ends with the file. It is removed with the context.
            AcceptDownloads = order.Steps.Count > 0,
        };
    }

    /// <summary>The cookies of a page's conditions, for the address that is loaded.</summary>
    public static IReadOnlyList<Cookie> Cookies(PageConditions conditions, Uri address) =>
        [.. conditions.Cookies.Select(cookie => new Cookie { Name = cookie.Key, Value = cookie.Value, Url = address.AbsoluteUri })];

    /// <summary>The user agent of a device; null for the browser's own.</summary>
    internal static string? UserAgent(BrowserKind browser, DeviceProfile device, string browserVersion)
    {
        if (browser != BrowserKind.Chromium)
        {
            return null;
        }
        string chrome = $"Chrome/{browserVersion.Split('.', 2)[0]}.0.0.0";
        return device.Touch
            ? $"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) {chrome} Mobile Safari/537.36"
            : $"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) {chrome} Safari/537.36";
    }
}
