using Microsoft.Playwright;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Browser.Setup;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.EndToEnd.Tests.Support;

/// <summary>The one Chromium that looks at the pages of the services under test, started as audits start theirs.</summary>
public sealed class SharedChromium : IAsyncLifetime
{
    private IPlaywright? _playwright;

    /// <summary>The browser. Who opens a page closes it.</summary>
    public IBrowser Browser { get => field ?? throw new InvalidOperationException("The browser has not been started."); private set; }

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(BrowserHost.LaunchOptions(
            BrowserKind.Chromium, await ChromiumInstaller.EnsureAsync(_ => { }, TimeProvider.System), sandbox: false, guarded: false, isRoot: true));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
