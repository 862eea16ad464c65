using Microsoft.Playwright;
using PerfFunctions.Browser.Conditions;
using PerfFunctions.Browser.Journeys;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Browser.Recording;
using PerfFunctions.Browser.Recording.Steps;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Browser.Loads;

/// <summary>Loads a page once, in a context of its own, walks through its steps and reads its numbers.</summary>
internal sealed class PageLoader(IBrowser browser, BrowserOptions options, TimeProvider clock)
{
    private readonly LoadContext _context = new(browser, options, clock);

    /// <summary>Makes a load. A failure is in the result; only <paramref name="cancellationToken"/> throws.</summary>
    public Task<LoadResult> LoadAsync(LoadOrder order, CancellationToken cancellationToken) =>
        _context.RunAsync(order, context => LoadAsync(context, order, cancellationToken), cancellationToken);

    /// <summary>Logs in. The result's storage is what later loads start with.</summary>
    public Task<LoadResult> LogInAsync(LoadOrder order, CancellationToken cancellationToken) =>
        _context.RunAsync(
            order,
            context => _context.InPageAsync(context, (page, downloads, stop) => LogInAsync(page, downloads, order, stop), cancellationToken),
            cancellationToken);

    private async Task<LoadResult> LoadAsync(IBrowserContext context, LoadOrder order, CancellationToken cancellationToken)
    {
        LoadResult cold =
            await _context.InPageAsync(context, (page, downloads, stop) => MeasureAsync(page, downloads, order, stop), cancellationToken);
        if (!order.Warm || cold.Failure is not null)
        {
            return cold;
        }
        LoadResult warm = await _context.InPageAsync(
            context,
            (page, downloads, stop) => MeasureAsync(page, downloads, order with { Steps = [], Evidence = false }, stop),
            cancellationToken);
        return WarmLoad.Joined(cold, warm);
    }

    private async Task<LoadResult> MeasureAsync(IPage page, DownloadWatch downloads, LoadOrder order, CancellationToken cancellationToken)
    {
        LoadRecorder recorder = await LoadRecorder
            .AttachAsync(page, new(order.Address, order.Evidence, order.Secrets) { Refused = order.Refused }, clock)
            .WaitAsync(LoadContext.ReadLimit, clock, cancellationToken);
        bool quiet = await PrepareAsync(page, order, options.WatchMachine, cancellationToken);
        JourneyDriver journey = new(page, order.Root, options, clock, downloads);
        if (await Navigation.GoAsync(page, order.Address, options.LoadTimeout, clock, cancellationToken) is { } failure)
        {
            return failure == LoadFailure.TimedOut(options.LoadTimeout)
                ? await UnfinishedAsync(recorder, LoadFailure.TimedOut(options.LoadTimeout, recorder.InProgress), cancellationToken)
                : LoadResult.Failed(failure);
        }
        await recorder.SettleAsync(options.SettleTime, cancellationToken);
        if (await journey.WalkAsync(order.Steps, recorder, cancellationToken) is { } stuck)
        {
            return journey.IsStillLoading ? await UnfinishedAsync(recorder, stuck, cancellationToken) : LoadResult.Failed(stuck);
        }
        LoadRecord record = await recorder.EndAsync().WaitAsync(LoadContext.ReadLimit, clock, cancellationToken);
        return RedirectCheck.Of(new(null, record) { BrowserBusy = !quiet }, order.Conditions.Redirect);
    }

    // The results so far explain the failure: it names what did not end, and they are kept separately.
    private async Task<LoadResult> UnfinishedAsync(LoadRecorder recorder, string failure, CancellationToken cancellationToken)
    {
        LoadResult failed = LoadResult.Failed(failure);
        bool hasLoaded = recorder.HasLoaded;
        try
        {
            LoadRecord record = await recorder.EndUnfinishedAsync().WaitAsync(LoadContext.ReadLimit, clock, cancellationToken);
            return failed with { Unfinished = record.Values.Where(value => hasLoaded || value.Key != PageMetric.Load).ToDictionary() };
        }
        catch (Exception error) when (error is PlaywrightException or TimeoutException)
        {
            // A page that does not answer either has no numbers.
            return failed;
        }
    }

    private async Task<LoadResult> LogInAsync(IPage page, DownloadWatch downloads, LoadOrder order, CancellationToken cancellationToken)
    {
        await PrepareAsync(page, order, wait: false, cancellationToken);
        JourneyDriver journey = new(page, order.Root, options, clock, downloads);
        if (order.Steps is [{ Act: not Engine.Audits.OpenAct }, ..]
            && await Navigation.GoAsync(page, order.Address, options.LoadTimeout, clock, cancellationToken) is { } failure)
        {
            return LoadResult.Failed(failure);
        }
        if (await journey.WalkAsync(order.Steps, null, cancellationToken) is { } stuck)
        {
            return LoadResult.Failed(stuck);
        }
        string storage = await page.Context.StorageStateAsync(new() { IndexedDB = true }).WaitAsync(LoadContext.ReadLimit, clock, cancellationToken);
        return new(null, null) { Storage = storage };
    }

    // Whether the browser fell quiet; it is waited for where that is asked.
    private async Task<bool> PrepareAsync(IPage page, LoadOrder order, bool wait, CancellationToken cancellationToken)
    {
        PageLimits limits = await PageLimits
            .ApplyAsync(page, order.Conditions, order.Address)
            .WaitAsync(LoadContext.ReadLimit, clock, cancellationToken);
        if (order.Conditions.Consent is { } consent)
        {
            await ConsentClick.WatchAsync(page, consent).WaitAsync(LoadContext.ReadLimit, clock, cancellationToken);
        }
        bool quiet = !wait
            || await BrowserQuiet.WaitAsync(browser, clock, cancellationToken).WaitAsync(LoadContext.ReadLimit, clock, cancellationToken);
        await limits.SlowProcessorAsync().WaitAsync(LoadContext.ReadLimit, clock, cancellationToken);
        return quiet;
    }
}
