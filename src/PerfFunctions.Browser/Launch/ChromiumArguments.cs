namespace PerfFunctions.Browser.Launch;

/// <summary>What Chromium is started with, beside Playwright's own arguments.</summary>
internal static class ChromiumArguments
{
    // What talks to the outside by itself (updates, sync, safe browsing) would share the network with the page under
    // test, and on a closed network would wait for answers that never come. QUIC is off so that each load of a site
    // speaks the same protocol, whatever an earlier one has advertised.
    private static readonly string[] Quiet =
    [
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic",
    ];

    // Calls between browsers go by UDP, past whatever connects for the browser.
    private const string NoDatagrams = "--force-webrtc-ip-handling-policy=disable_non_proxied_udp";

    // With RenderDocument Chromium 156 makes a new frame with a compositor of its own for each document, in the renderer, whose
    // processor is slowed down: amid a load that takes some 40 ms at 4x, each time another number. Lighthouse switches it off, too.
    // The two Omnibox features show what the address bar suggests as two web pages, which a headless browser loads, too: with the
    // first window, in a renderer of their own, beside the first load. They take half of the processor that a start costs.
    // The last of these arguments holds, so those that Playwright switches off are named again.
    private static readonly string[] FeaturesOff =
    [
        "RenderDocument", "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
        "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "DialMediaRouteProvider", "GlobalMediaControls",
        "HttpsUpgrades", "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning",
        "BlockOriginHeaderModificationOnRedirect", "AvoidCorsURLLoaderRestartOnRedirect", "Translate", "AutoDeElevate",
        "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "msForceBrowserSignIn",
        "msEdgeUpdateLaunchServicesPreferredVersion",
    ];

    /// <summary>The arguments.</summary>
    /// <param name="guarded">Whether something else connects for the browser.</param>
    public static IReadOnlyList<string> Of(bool guarded) =>
        [.. Quiet, $"--disable-features={string.Join(',', FeaturesOff)}", .. guarded ? new[] { NoDatagrams } : []];
}
