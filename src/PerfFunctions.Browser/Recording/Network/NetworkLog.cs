using System.Collections.Concurrent;
using Microsoft.Playwright;
using PerfFunctions.Browser.Protocol;
using PerfFunctions.Browser.Recording.Trace;

namespace PerfFunctions.Browser.Recording.Network;

/// <summary>
/// The requests of one load, from all frames of the page. Playwright's events are used rather than a CDP session of our own
/// because they include frames that live in another process, and every browser has them.
/// </summary>
internal sealed class NetworkLog
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<IRequest, NotedRequest> _requests = new();
    private readonly OpenRequests _open;
    private readonly TimeProvider _clock;
    private long _lastChange;
    private int _number;

    /// <summary>Starts to listen.</summary>
    public NetworkLog(IPage page, TimeProvider clock)
    {
        _clock = clock;
        _lastChange = clock.GetTimestamp();
        _open = new(page.Context, clock);
        page.Request += (_, request) => Note(request, noted => noted);
        page.Response += (_, response) => Note(response.Request, noted => noted with { Response = response });
        page.RequestFinished += (_, request) => Note(request, noted => noted with { Complete = true, Ended = _clock.GetTimestamp() });
        page.RequestFailed += (_, request) => Note(request, noted => noted with { Complete = false, Ended = _clock.GetTimestamp() });
    }

    /// <summary>Name of the step in progress, which the requests that begin belong to; null outside of steps.</summary>
    public string? Step { get; set; }

    /// <summary>When a request last began or ended, as the clock's timestamp.</summary>
    public long LastChange => Interlocked.Read(ref _lastChange);

    /// <summary>Addresses of the requests that are in progress, in the order of their start.</summary>
    public IReadOnlyList<string> InProgress =>
        [.. _requests.Values.Where(noted => noted.Complete is null).OrderBy(noted => noted.Number).Select(noted => noted.Request.Url)];

    /// <summary>Returns when no request has been in progress for 500 ms, or when the limit is over.</summary>
    public async Task SettleAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        long start = _clock.GetTimestamp();
        while (!IsQuiet() && _clock.GetElapsedTime(start) < limit)
        {
            await Task.Delay(Look, _clock, cancellationToken);
        }
    }

    /// <summary>
    /// The bytes of the requests that have completed are asked of the browser; it forgets them when the page is closed.
    /// </summary>
    public async Task<IReadOnlyList<SizedRequest>> ReadSizesAsync() =>
        await Task.WhenAll(_requests.Values.OrderBy(noted => noted.Number).Select(async noted =>
            new SizedRequest(noted, noted.Complete == true ? await noted.Request.SizesAsync() : null)));

    /// <summary>The requests in the order of their start.</summary>
    /// <param name="requests">As they were read.</param>
    /// <param name="trace">What the trace reports about them; null without one.</param>
    /// <param name="view">What they are seen from.</param>
    public IReadOnlyList<RequestRecord> Resolve(IReadOnlyList<SizedRequest> requests, TracedRequests? trace, RequestView view)
    {
        Dictionary<string, int> seen = [];
        return
        [
            .. requests.Select(request =>
            {
                string address = WithoutFragment(request.Noted.Request.Url);
                int place = seen[address] = seen.GetValueOrDefault(address, -1) + 1;
                TraceRequest? traced = trace?.ByAddress[address].ElementAtOrDefault(place);
                return RequestRecord.Of(request, view, _clock).With(traced, trace?.Page);
            }).Concat(OfWorkers(trace, view)).OrderBy(request => request.Start),
        ];
    }

    private static IEnumerable<RequestRecord> OfWorkers(TracedRequests? trace, RequestView view) => (trace?.OfWorkers ?? [])
        .Where(request => request.Address.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        .Select(request => RequestRecord.Of(request, trace!.Page, view.Site, view.StepAt(trace.Page, request.Asked)));

    private void Note(IRequest request, Func<NotedRequest, NotedRequest> change)
    {
        // blob: and data: are in the page already.
        if (request.Url.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            _requests.AddOrUpdate(
                request,
                _ => change(new(request, Interlocked.Increment(ref _number), _clock.GetTimestamp(), Step)),
                (_, noted) => change(noted));
            Interlocked.Exchange(ref _lastChange, _clock.GetTimestamp());
        }
    }

    private bool IsQuiet() =>
        _clock.GetElapsedTime(LastChange) >= Quiet && _open.AreQuiet(Quiet) && _requests.Values.All(noted => noted.Complete is not null);

    private static string WithoutFragment(string address) => address.Split('#', 2)[0];
}

/// <summary>A request, from its events.</summary>
/// <param name="Request">The request.</param>
/// <param name="Number">Which, from 1.</param>
/// <param name="Began">Timestamp of its start.</param>
/// <param name="Step">Step that was in progress.</param>
internal sealed record NotedRequest(IRequest Request, int Number, long Began, string? Step)
{
    /// <summary>Its answer; null until there is one.</summary>
    public IResponse? Response { get; init; }

    /// <summary>Whether the whole answer has arrived; null while the request is in progress.</summary>
    public bool? Complete { get; init; }

    /// <summary>Timestamp of its end; null while it is in progress.</summary>
    public long? Ended { get; init; }
}

/// <summary>A request with the browser's own count of what came over the wire for it; null where it is unknown.</summary>
internal sealed record SizedRequest(NotedRequest Noted, RequestSizesResult? Sizes);

/// <summary>What requests are seen from.</summary>
/// <param name="Site">Host of the page.</param>
/// <param name="End">End of the recording; times count from its document's start.</param>
/// <param name="Ended">The clock's timestamp of the same moment.</param>
/// <param name="Steps">The measured steps, each with its begin and end.</param>
internal sealed record RequestView(string Site, PageMark End, long Ended, IReadOnlyList<(string Name, PageMark Begin, PageMark End)> Steps)
{
    /// <summary>The step that was in progress at a moment of the trace; null outside of steps.</summary>
    public string? StepAt(PageTimeline page, double at) => Steps.FirstOrDefault(step => page.At(step.Begin) <= at && at <= page.At(step.End)).Name;
}
