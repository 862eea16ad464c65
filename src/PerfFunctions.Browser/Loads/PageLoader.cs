using Microsoft.Playwright;
using PerfFunctions.Browser.Recording;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Loads;

/// <summary>Loads a page once, in a context of its own, and reads its numbers.</summary>
internal sealed class PageLoader(IBrowser browser, BrowserOptions options, TimeProvider clock)
{
    // Reading sizes, a screenshot and the last values take milliseconds; a page that needs longer is stuck in a script.
    private static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(10);

    /// <summary>Loads the target. A failure is in the result; only <paramref name="cancellation"/> throws.</summary>
    public async Task<LoadResult> LoadAsync(AuditTarget target, bool withScreenshot, CancellationToken cancellation)
    {
        IBrowserContext? context = null;
        try
        {
            context = await browser.NewContextAsync(ContextOptions.For(target.Conditions.Device, browser.Version)).WaitAsync(ReadLimit, clock, cancellation);
            return await LoadAsync(context, target.Address, withScreenshot, cancellation);
        }
        catch (PlaywrightException error)
        {
            return LoadResult.Failed(browser.IsConnected ? LoadFailure.Navigation(error, target.Address) : LoadFailure.BrowserCrashed);
        }
        catch (TimeoutException)
        {
            return LoadResult.Failed(LoadFailure.Unresponsive);
        }
        finally
        {
            await CloseAsync(context);
        }
    }

    private async Task<LoadResult> LoadAsync(IBrowserContext context, Uri address, bool withScreenshot, CancellationToken cancellation)
    {
        IPage page = await context.NewPageAsync().WaitAsync(ReadLimit, clock, cancellation);
        TaskCompletionSource<LoadResult> ended = EndsEarly(page);
        Task<LoadResult> load = MeasureAsync(page, address, withScreenshot, cancellation);
        Task<LoadResult> first = await Task.WhenAny(load, ended.Task);
        if (first == load && load.IsFaulted && !ended.Task.IsCompleted)
        {
            // The call fails before the event that says why: a crash or a download is told a moment later.
            await Task.WhenAny(ended.Task, Task.Delay(TimeSpan.FromMilliseconds(200), clock, cancellation));
        }
        // A crash leaves the calls to the page without an answer; its error, if one still comes, is of no interest.
        _ = load.ContinueWith(task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return ended.Task.IsCompleted ? await ended.Task : await load;
    }

    private async Task<LoadResult> MeasureAsync(IPage page, Uri address, bool withScreenshot, CancellationToken cancellation)
    {
        LoadRecorder recorder = await LoadRecorder
            .AttachAsync(page, new(address, withScreenshot, []), clock)
            .WaitAsync(ReadLimit, clock, cancellation);
        if (await NavigateAsync(page, address, cancellation) is { } failure)
        {
            return LoadResult.Failed(failure);
        }
        await recorder.SettleAsync(options.SettleTime, cancellation);
        return new(null, await recorder.EndAsync().WaitAsync(ReadLimit, clock, cancellation));
    }

    private async Task<string?> NavigateAsync(IPage page, Uri address, CancellationToken cancellation)
    {
        // An error answer without a body fails the navigation itself; what the server said is then in the response event only.
        int answered = 0;
        page.Response += (_, response) => answered = response.Request.IsNavigationRequest ? response.Status : answered;
        try
        {
            IResponse? response = await page
                .GotoAsync(address.AbsoluteUri, new() { WaitUntil = WaitUntilState.Load, Timeout = (float)options.LoadTimeout.TotalMilliseconds })
                .WaitAsync(options.LoadTimeout + ReadLimit, clock, cancellation);
            return response?.Status >= 400 ? LoadFailure.Status(response.Status) : null;
        }
        catch (PlaywrightException) when (answered >= 400)
        {
            return LoadFailure.Status(answered);
        }
        catch (TimeoutException)
        {
            return LoadFailure.TimedOut(options.LoadTimeout);
        }
    }

    private static TaskCompletionSource<LoadResult> EndsEarly(IPage page)
    {
        TaskCompletionSource<LoadResult> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        page.Crash += (_, _) => ended.TrySetResult(LoadResult.Failed(LoadFailure.PageCrashed));
        page.Download += (_, _) => ended.TrySetResult(LoadResult.Failed(LoadFailure.Download));
        page.Context.Browser!.Disconnected += (_, _) => ended.TrySetResult(LoadResult.Failed(LoadFailure.BrowserCrashed));
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
