using Microsoft.Playwright;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Browser.Setup;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests;

/// <summary>A Chromium of a test's own, started as audits start it.</summary>
internal static class TestBrowser
{
    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(BrowserHost.LaunchOptions(
        BrowserKind.Chromium, ChromiumFinder.Find(null, null)!, sandbox: true, guarded: false, Environment.IsPrivilegedProcess));
}
