using Microsoft.Playwright;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests.Launch;

/// <summary>Starts a script in Chromium's place, which writes down what it was started with. Linux only.</summary>
internal static class GivenArguments
{
    public static async Task<string[]> OfAsync(bool sandbox = true, bool guarded = false, bool isRoot = false)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The browser is a script here.");
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string given = Path.Combine(folder, "given");
            string browser = Path.Combine(folder, "browser");
            await File.WriteAllTextAsync(browser, $"#!/bin/sh\nprintf '%s\\n' \"$@\" > {given}\n", TestContext.Current.CancellationToken);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(browser, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }

            using IPlaywright playwright = await Playwright.CreateAsync();

            await Assert.ThrowsAnyAsync<PlaywrightException>(
                () => playwright.Chromium.LaunchAsync(BrowserHost.LaunchOptions(BrowserKind.Chromium, browser, sandbox, guarded, isRoot)));

            return await File.ReadAllLinesAsync(given, TestContext.Current.CancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
