using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser;

/// <summary>
/// Prints pages with Chromium. It waits for its place among page loads on this machine, so that no audit is slowed down by it.
/// </summary>
public sealed class PlaywrightPagePrinter : IPagePrinter, IAsyncDisposable
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PrintLimit = TimeSpan.FromSeconds(30);

    private readonly BrowserHost _host;
    private readonly SemaphoreSlim _one = new(1);
    private readonly bool _watchMachine;
    private readonly TimeProvider _clock;

    /// <summary>Starts nothing yet; the browser comes with the first page.</summary>
    public PlaywrightPagePrinter(IOptions<BrowserOptions> options, TimeProvider clock, ILogger<PlaywrightPagePrinter> logger) =>
        (_host, _watchMachine, _clock) = (new(BrowserKind.Chromium, guarded: false, options.Value, clock, logger), options.Value.WatchMachine, clock);

    /// <inheritdoc />
    public async Task<PrintedPage> PrintAsync(string html, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(TimeLimit, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await new BrowserLease(_host, _one, _watchMachine, _clock).TakeAsync(
                async browser =>
                {
                    try
                    {
                        return await PrintAsync(browser, html).WaitAsync(PrintLimit, _clock, cancellationToken);
                    }
                    finally
                    {
                        // Open, it would take memory until the service ends.
                        await _host.StopAsync();
                    }
                },
                problem => new PrintedPage(null, problem),
                either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new PrintedPage(null, $"Pages are being audited on this machine; no browser was free for {TimeLimit.TotalSeconds:0} s.");
        }
        catch (Exception error) when (error is PlaywrightException or TimeoutException)
        {
            return new PrintedPage(null, $"The browser did not print the page: {error.Message.Split('\n', 2)[0]}");
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _one.Dispose();
    }

    private static async Task<PrintedPage> PrintAsync(IBrowser browser, string html)
    {
        await using IBrowserContext context = await browser.NewContextAsync(new() { JavaScriptEnabled = false, Offline = true });
        IPage page = await context.NewPageAsync();
        await page.SetContentAsync(html, new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        byte[] pdf = await page.PdfAsync(new()
        {
            Format = "A4",
            PrintBackground = true,
            Tagged = true,
            Margin = new() { Top = "16mm", Bottom = "16mm", Left = "14mm", Right = "14mm" },
            DisplayHeaderFooter = true,
            HeaderTemplate = "<span></span>",
            FooterTemplate = "<div style=\"font: 8px sans-serif; width: 100%; text-align: center\"><span class=\"pageNumber\"></span> / <span class=\"totalPages\"></span></div>",
        });
        return new PrintedPage(pdf, null);
    }
}
