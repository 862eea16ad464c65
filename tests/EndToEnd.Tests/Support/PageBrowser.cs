using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace PerfFunctions.EndToEnd.Tests.Support;

/// <summary>The pages that the tests of a class open, each with cookies and a cache of its own.</summary>
public sealed class PageBrowser(SharedChromium chromium) : IAsyncDisposable
{
    // A hundred times what is usual: the machine is busy with other tests.
    private const float WaitMs = 120_000;

    private readonly ConcurrentQueue<string> _errors = new();
    private readonly ConcurrentQueue<IPage> _pages = new();

    /// <summary>Errors of scripts, and what the policy of a page refused.</summary>
    public IEnumerable<string> Errors => _errors;

    /// <summary>A page of a service, at a path and ready.</summary>
    /// <param name="service">The service.</param>
    /// <param name="path">Path of the page.</param>
    /// <param name="width">Width of the window in pixels.</param>
    public async Task<IPage> OpenAsync(ServiceFixture service, string path, int width = 1280)
    {
        IPage page = await NewPageAsync(service, new() { ViewportSize = new() { Width = width, Height = 800 } });
        await page.GotoAsync(path);
        await page.WaitForFunctionAsync("() => document.querySelector('main[aria-busy=true], main[data-opening]') === null");
        return page;
    }

    /// <summary>An empty page that a service lets in, and whose addresses begin with the service's unless the options name another.</summary>
    /// <param name="service">The service.</param>
    /// <param name="options">What else holds for the page; null for nothing.</param>
    public Task<IPage> NewPageAsync(ServiceFixture service, BrowserNewPageOptions? options = null)
    {
        options ??= new();
        options.BaseURL ??= service.Http.BaseAddress!.AbsoluteUri;
        options.ExtraHTTPHeaders = service.KeyHeaders;
        return NewPageAsync(options);
    }

    /// <summary>An empty page.</summary>
    /// <param name="options">What holds for the page; null for nothing.</param>
    public async Task<IPage> NewPageAsync(BrowserNewPageOptions? options = null)
    {
        IPage page = await chromium.Browser.NewPageAsync(options);
        page.SetDefaultTimeout(WaitMs);
        _pages.Enqueue(page);
        page.PageError += (_, error) => _errors.Enqueue(error);
        page.Console += (_, message) =>
        {
            // What the API refuses, as the dry run of a plan with mistakes, Chromium writes down, too.
            if (message.Type == "error" && !message.Location.Contains("/api/", StringComparison.Ordinal))
            {
                _errors.Enqueue(message.Text);
            }
        };
        return page;
    }

    /// <summary>Whether a page is wider than its window.</summary>
    public static Task<bool> IsTooWideAsync(IPage page) =>
        page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // An open page goes on asking the service what is new.
        foreach (IPage page in _pages)
        {
            await page.CloseAsync();
        }
    }
}
