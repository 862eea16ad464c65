using Microsoft.Playwright;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests.Launch;

public sealed class SandboxTests
{
    [Theory]
    [InlineData(true, false, true)]
    [InlineData(false, false, false)]
    [InlineData(true, true, false)]
    public async Task Chromium_is_started_with_its_sandbox_unless_the_option_or_root_takes_it(bool option, bool isRoot, bool expected)
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
                () => playwright.Chromium.LaunchAsync(BrowserHost.LaunchOptions(BrowserKind.Chromium, browser, option, guarded: false, isRoot)));

            string[] arguments = await File.ReadAllLinesAsync(given, TestContext.Current.CancellationToken);
            Assert.Equal(expected, !arguments.Contains("--no-sandbox"));
            Assert.Contains("--disable-background-networking", arguments);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_sandbox_is_on_unless_told() => Assert.True(new BrowserOptions().Sandbox);
}
