using System.Collections.Concurrent;
using Microsoft.Playwright;
using PerfFunctions.Browser.Protocol;
using PerfFunctions.Browser.Recording.Evidence;
using PerfFunctions.Browser.Recording.Findings;
using PerfFunctions.Browser.Recording.Network;
using PerfFunctions.Browser.Recording.Steps;
using PerfFunctions.Browser.Recording.Vitals;

namespace PerfFunctions.Browser.Recording;

/// <summary>
/// Records one load of a page, from before its navigation until the page is hidden. It drives nothing: whoever drives the
/// page reports when a step begins and ends.
/// </summary>
internal sealed class LoadRecorder
{
    private readonly IPage _page;
    private readonly RecorderSettings _settings;
    private readonly TimeProvider _clock;
    private readonly NetworkLog _network;
    private readonly VitalsReader _vitals;
    private readonly ChromiumRecorder? _chromium;
    private readonly ConcurrentQueue<string> _errors = new();

    private readonly List<RecordedStep> _steps = [];
    private (string Name, PageMark Begin, long Start) _step;
    private PageMark? _loadEnd;

    private LoadRecorder(
        IPage page, RecorderSettings settings, TimeProvider clock, NetworkLog network, VitalsReader vitals, ChromiumRecorder? chromium)
    {
        (_page, _settings, _clock, _network, _vitals, _chromium) = (page, settings, clock, network, vitals, chromium);
        page.PageError += (_, error) => _errors.Enqueue(error);
    }

    /// <summary>Begins to record; the page must not have been navigated yet.</summary>
    public static async Task<LoadRecorder> AttachAsync(IPage page, RecorderSettings settings, TimeProvider clock)
    {
        NetworkLog network = new(page, clock);
        VitalsReader vitals = await VitalsReader.AttachAsync(page, clock);
        return new(page, settings, clock, network, vitals, await ChromiumRecorder.AttachAsync(page, settings, clock));
    }

    /// <summary>Addresses of the requests that are in progress, without secrets.</summary>
    public IReadOnlyList<string> InProgress
    {
        get
        {
            Redactor redactor = new(_settings.Secrets);
            return [.. _network.InProgress.Select(redactor.Address)];
        }
    }

    /// <summary>Whether the load itself is over and what follows is in steps.</summary>
    public bool HasLoaded => _loadEnd is not null;

    /// <summary>Returns when the page has fallen quiet, or when the limit is over.</summary>
    public Task SettleAsync(
        TimeSpan limit, CancellationToken cancellationToken) => _network.SettleAsync(limit, cancellationToken);

    /// <summary>
    /// The load itself is over: what follows is in steps. The first measured step says so too; a driver calls it before a step
    /// that is not measured.
    /// </summary>
    public async Task EndLoadAsync() => _loadEnd ??= await PageMark.TakeAsync(_vitals.World);

    /// <summary>A measured step begins: what happens from here belongs to <c>step.NAME.…</c>.</summary>
    public async Task BeginStepAsync(string name)
    {
        PageMark begin = await PageMark.TakeAsync(_vitals.World);
        _loadEnd ??= begin;
        _step = (name, begin, _clock.GetTimestamp());
        _network.Step = name;
    }

    /// <summary>The step in progress has come to its end and the page has settled.</summary>
    /// <param name="downloads">Files that it downloaded: it lasts until the last of them is there.</param>
    public async Task EndStepAsync(IReadOnlyList<Downloaded>? downloads = null)
    {
        _network.Step = null;
        long lastDownload = (downloads ?? []).Select(d => d.Ended).DefaultIfEmpty().Max();
        double network = Math.Max(0, _clock.GetElapsedTime(_step.Start, Math.Max(_network.LastChange, lastDownload)).TotalMilliseconds);
        _steps.Add(new(_step.Name, _step.Begin, await PageMark.TakeAsync(_vitals.World), network) { Downloads = downloads ?? [] });
    }

    /// <summary>
    /// The same of a page whose load does not end. It is stopped first: a page that still loads takes neither a screenshot nor its
    /// own end. With what kept it away, the load event may come now; it counts for nothing. A step in progress ends with it.
    /// </summary>
    public async Task<LoadRecord> EndUnfinishedAsync()
    {
        await _vitals.World.StopLoadingAsync();
        if (_network.Step is not null)
        {
            await EndStepAsync();
        }
        return await EndAsync();
    }

    /// <summary>Hides and closes the page and gives what was recorded.</summary>
    public async Task<LoadRecord> EndAsync()
    {
        PageMark end = await PageMark.TakeAsync(_vitals.World);
        long ended = _clock.GetTimestamp();
        IReadOnlyList<string> errors = [.. _errors];
        string address = _page.Url;
        ChromiumRecord? chromium = _chromium is null ? null : await _chromium.StopAsync();
        IReadOnlyList<SizedRequest> requests = await _network.ReadSizesAsync();
        IReadOnlyList<ShownImage> images = await ShownImage.ReadAsync(_vitals.World);
        // Caret "initial": Playwright would else put a style into the page.
        byte[]? screenshot = _settings.Evidence
            ? await _page.ScreenshotAsync(new() { Type = ScreenshotType.Jpeg, Quality = 60, Caret = ScreenshotCaret.Initial })
            : null;
        IBrowser? browser = _page.Context.Browser;
        (IReadOnlyList<VitalsMessage> vitals, double last) = await _vitals.HideAndReadAsync(end);
        PageMark loadEnd = _loadEnd ?? end.SeenFrom(last);
        PageMark? left = LeftDocument.Find(vitals, loadEnd);
        loadEnd = left ?? loadEnd;
        end = end.SeenFrom(loadEnd.Document);
        return new RawRecord
        {
            Settings = _settings,
            LoadEnd = loadEnd,
            WentTo = left is null ? null : address,
            IsErrorPage = left is null && RawRecord.IsOfError(address),
            LastDocument = last,
            Errors = errors,
            Chromium = chromium,
            Images = left is null ? images : [],
            Screenshot = screenshot,
            Vitals = vitals,
            Steps = _steps,
            Browser = (browser?.BrowserType.Name ?? "", browser?.Version ?? ""),
        }.Evaluate(trace => LeftDocument.Before(left, _network.Resolve(requests, trace, new(_settings.Address.Host, end, ended, [.. _steps.Select(step => (step.Name, step.Begin, step.End))]))));
    }
}
