using Microsoft.Playwright;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Loads;

/// <summary>What a fresh context pretends to be.</summary>
internal static class ContextOptions
{
    /// <summary>
    /// Options for a device. The user agent carries the real major version and no word of "headless", so that a site
    /// sends what it sends to people.
    /// </summary>
    public static BrowserNewContextOptions For(DeviceProfile device, string browserVersion)
    {
        string chrome = $"Chrome/{browserVersion.Split('.', 2)[0]}.0.0.0";
        return new()
        {
            ViewportSize = new() { Width = device.Width, Height = device.Height },
            DeviceScaleFactor = (float)device.Scale,
            IsMobile = device.Touch,
            HasTouch = device.Touch,
            UserAgent = device.UserAgent ?? (device.Touch
                ? $"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) {chrome} Mobile Safari/537.36"
                : $"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) {chrome} Safari/537.36"),
            AcceptDownloads = false,
        };
    }
}
