using Microsoft.Playwright;
using PerfFunctions.Browser.Conditions;
using PerfFunctions.Browser.Journeys;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Browser.Protocol;
using PerfFunctions.Browser.Recording.Steps;

namespace PerfFunctions.Browser.Loads;

/// <summary>Gives each load a context of its own, and ends with a reason what goes wrong in it.</summary>
internal sealed class LoadContext(IBrowser browser, BrowserOptions options, TimeProvider clock)
{
    /// <summary>
    /// Limit for what takes milliseconds, such as reading sizes, a screenshot or the last values; a page that needs longer is
    /// stuck in a script.
    /// </summary>
    public static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(10);

    /// <summary>Does the work in a fresh context. A failure is in the result; only <paramref name="cancellationToken"/> throws.</summary>
    public async Task<LoadResult> RunAsync(LoadOrder order, Func<IBrowserContext, Task<LoadResult>> work, CancellationToken cancellationToken)
    {
        if (EngineLimits.Refusal(order.Conditions) is { } refusal)
        {
            return LoadResult.Failed(refusal);
        }
        IBrowserContext? context = null;
        try
        {
            context = await OpenAsync(order).WaitAsync(ReadLimit, clock, cancellationToken);
            return Explained(await work(context), order);
        }
        catch (PlaywrightException error)
        {
            return Explained(LoadResult.Failed(browser.IsConnected ? LoadFailure.Navigation(error, order.Address) : LoadFailure.BrowserCrashed), order);
        }
        catch (TimeoutException)
        {
            return LoadResult.Failed(LoadFailure.Unresponsive);
        }
        catch (Exception error) when (SessionEvents.IsUnreadable(error))
        {
            return LoadResult.Failed(LoadFailure.Unreadable);
        }
        finally
        {
            await CloseAsync(context);
        }
    }

    /// <summary>Does the work in a new page of the context; ends when the page crashes, or when its time is over.</summary>
    public async Task<LoadResult> InPageAsync(
        IBrowserContext context, Func<IPage, DownloadWatch, CancellationToken, Task<LoadResult>> work, CancellationToken cancellationToken)
    {
        IPage page = await context.NewPageAsync().WaitAsync(ReadLimit, clock, cancellationToken);
        TaskCompletionSource<LoadResult> early = EndsEarly(page);
        DownloadWatch downloads = new(page, clock, () => early.TrySetResult(LoadResult.Failed(LoadFailure.Download)));
        void BrowserGone(object? sender, IBrowser gone) => early.TrySetResult(LoadResult.Failed(LoadFailure.BrowserCrashed));
        browser.Disconnected += BrowserGone;
        try
        {
            return await FirstAsync(stop => work(page, downloads, stop), early.Task, cancellationToken);
        }
        finally
        {
            // The browser outlives the page by thousands of loads.
            browser.Disconnected -= BrowserGone;
        }
    }

    private async Task<LoadResult> FirstAsync(
        Func<CancellationToken, Task<LoadResult>> work, Task<LoadResult> ended, CancellationToken cancellationToken)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<LoadResult> load = work(over.Token);
        Task limit = Task.Delay(options.TotalTimeout, clock, over.Token);
        Task first = await Task.WhenAny(load, ended, limit);
        await over.CancelAsync();
        if (first == load && (load.IsFaulted || (load.IsCompletedSuccessfully && load.Result.Failure is not null)))
        {
            // The call fails before the event that says why: a crash or a download is reported a moment later.
            await Task.WhenAny(ended, Task.Delay(TimeSpan.FromMilliseconds(200), clock, cancellationToken));
        }
        // A crash leaves the calls to the page without an answer; its error, if one still comes, is of no interest.
        _ = load.ContinueWith(task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        cancellationToken.ThrowIfCancellationRequested();
        return ended.IsCompleted ? await ended : first == limit ? LoadResult.Failed(LoadFailure.TooLong(options.TotalTimeout)) : await load;
    }

    private async Task<IBrowserContext> OpenAsync(LoadOrder order)
    {
        IBrowserContext context = await browser.NewContextAsync(ContextOptions.For(order, browser.Version));
        if (order.Conditions.Cookies.Count > 0)
        {
            await context.AddCookiesAsync(ContextOptions.Cookies(order.Conditions, order.Address));
        }
        return context;
    }

    // What connects for the browser knows why it did not; the browser knows only that (in Chromium's and Firefox's words).
    private static LoadResult Explained(LoadResult result, LoadOrder order) =>
        result.Failure is { } failure && order.Proxy?.LastFailure is { } reason &&
        (failure.Contains("SOCKS", StringComparison.Ordinal) || failure.Contains("PROXY", StringComparison.Ordinal))
            ? LoadResult.Failed(reason)
            : result;

    private static TaskCompletionSource<LoadResult> EndsEarly(IPage page)
    {
        TaskCompletionSource<LoadResult> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        page.Crash += (_, _) => ended.TrySetResult(LoadResult.Failed(LoadFailure.PageCrashed));
        return ended;
    }

    private async Task CloseAsync(IBrowserContext? context)
    {
        try
        {
            await (context?.CloseAsync() ?? Task.CompletedTask).WaitAsync(ReadLimit, clock);
        }
        catch (Exception error) when (error is PlaywrightException or TimeoutException)
        {
            // A context that does not close would disturb the next load: the browser goes, the next load gets a new one.
            await browser.CloseAsync().WaitAsync(ReadLimit, clock).ContinueWith(task => task.Exception, TaskScheduler.Default);
        }
    }
}
