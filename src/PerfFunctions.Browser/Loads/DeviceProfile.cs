using Microsoft.Playwright;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Loads;

/// <summary>What a fresh context pretends to be.</summary>
internal static class DeviceProfile
{
    /// <summary>
    /// Options for a device. The user agent carries the real major version and no word of "headless", so that a site
    /// sends what it sends to people.
    /// </summary>
    public static BrowserNewContextOptions For(DeviceKind device, string browserVersion)
    {
        string chrome = $"Chrome/{browserVersion.Split('.', 2)[0]}.0.0.0";
        return device == DeviceKind.Mobile
            ? new()
            {
                ViewportSize = new() { Width = 412, Height = 823 },
                DeviceScaleFactor = 1.75f,
                IsMobile = true,
                HasTouch = true,
                UserAgent = $"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) {chrome} Mobile Safari/537.36",
                AcceptDownloads = false,
            }
            : new()
            {
                ViewportSize = new() { Width = 1350, Height = 940 },
                DeviceScaleFactor = 1,
                UserAgent = $"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) {chrome} Safari/537.36",
                AcceptDownloads = false,
            };
    }
}
