using System.Collections.Concurrent;
using Microsoft.Playwright;
using PerfFunctions.Browser.Setup;
using PerfFunctions.EndToEnd.Tests.Support;

namespace PerfFunctions.EndToEnd.Tests.PlanPages;

/// <summary>A browser that the tests of a class share; each has pages of its own.</summary>
public sealed class PageBrowser : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _errors = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Errors of scripts, and what the policy of a page refused.</summary>
    public IEnumerable<string> Errors => _errors;

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = await ChromiumInstaller.EnsureAsync(_ => { }, TimeProvider.System), ChromiumSandbox = false });
    }

    /// <summary>A page of a service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="path">Path of the page.</param>
    /// <param name="width">Width of the window in pixels.</param>
    public async Task<IPage> OpenAsync(ServiceFixture service, string path, int width = 1280)
    {
        IPage page = await _browser!.NewPageAsync(new()
        {
            BaseURL = service.Http.BaseAddress!.AbsoluteUri,
            ExtraHTTPHeaders = service.KeyHeaders,
            ViewportSize = new() { Width = width, Height = 800 },
        });
        page.PageError += (_, error) => _errors.Enqueue(error);
        page.Console += (_, message) =>
        {
            // A dry run of a plan with mistakes is a request that fails, which Chromium writes down.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                _errors.Enqueue(message.Text);
            }
        };
        await page.GotoAsync(path);
        await page.WaitForFunctionAsync("() => document.querySelector('main[aria-busy=true]') === null");
        return page;
    }

    /// <summary>Whether a page is wider than its window.</summary>
    public static Task<bool> IsTooWideAsync(IPage page) =>
        page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
