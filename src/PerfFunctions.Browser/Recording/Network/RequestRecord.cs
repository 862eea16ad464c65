using Microsoft.Playwright;
using PerfFunctions.Browser.Recording.Trace;

namespace PerfFunctions.Browser.Recording.Network;

/// <summary>All that is known of one request. Times are milliseconds from the start of the document's navigation.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Answer">What was answered; null when nothing was.</param>
internal sealed record RequestRecord(SentRequest Request, ReceivedResponse? Answer)
{
    private static readonly Dictionary<string, string> Unknown = [];

    /// <summary>Type as in metric names.</summary>
    public string Type => ResourceTypes.Of(Request.ResourceType);

    /// <summary>What in the page made it; without a trace, always the page.</summary>
    public RequestSource Source { get; init; }

    /// <summary>Step that was in progress when it began.</summary>
    public string? Step { get; init; }

    /// <summary>Asked for.</summary>
    public double Start { get; init; }

    /// <summary>Phases reported by the browser, from <see cref="Start"/>; -1 for an unknown one.</summary>
    public required RequestTimingResult Phases { get; init; }

    /// <summary>Last byte, or the failure.</summary>
    public double End { get; init; }

    /// <summary>Whether the whole answer arrived.</summary>
    public bool Complete { get; init; }

    /// <summary>
    /// Bytes on the wire, head and compressed body. Of a request that did not complete, what had arrived: its body as it is
    /// decoded, because the browser counts no other before the end. 0 where nothing is known.
    /// </summary>
    public double Bytes { get; init; }

    /// <summary>Bytes of the answer's head on the wire.</summary>
    public double HeadBytes { get; init; }

    /// <summary>Whether it went to another site than the page's.</summary>
    public bool ThirdParty { get; init; }

    /// <summary>What the trace reports; null without one.</summary>
    public TraceRequest? Trace { get; init; }

    /// <summary>Sent.</summary>
    public double Sent => Start + Math.Max(0, Phases.RequestStart);

    /// <summary>First byte of the answer.</summary>
    public double FirstByte => Math.Max(Sent, Start + Math.Max(0, Phases.ResponseStart));

    /// <summary>Bytes of the decoded body; 0 where unknown.</summary>
    public double Decoded => Trace?.Decoded ?? Trace?.Received ?? 0;

    /// <summary>Whether it came out of the browser's cache.</summary>
    public bool Cached => Trace?.Cached == true;

    /// <summary>Whether it kept the first paint waiting.</summary>
    public bool Blocking => Trace?.Blocking == true;

    /// <summary>A header of the answer; null when it does not have it.</summary>
    public string? Header(string name) => Answer?.Headers.GetValueOrDefault(name);

    /// <summary>Combines the events of a request.</summary>
    public static RequestRecord Of(SizedRequest request, RequestView view, TimeProvider clock)
    {
        (NotedRequest noted, RequestSizesResult? sizes) = request;
        RequestTimingResult phases = noted.Request.Timing;
        // Without a response the browser reports no times: the times of the events are close enough.
        double start = phases.StartTime > 0
            ? phases.StartTime - view.End.Document
            : view.End.Now - clock.GetElapsedTime(noted.Began, view.Ended).TotalMilliseconds;
        double length = phases.ResponseEnd > 0 ? phases.ResponseEnd
            : clock.GetElapsedTime(noted.Began, noted.Ended ?? view.Ended).TotalMilliseconds;
        return new(SentRequest.Of(noted), noted.Response is { } response ? ReceivedResponse.Of(response) : null)
        {
            Step = noted.Step,
            Start = Math.Max(0, start),
            Phases = phases,
            End = Math.Max(0, start) + Math.Max(0, length),
            Complete = noted.Complete == true,
            Bytes = sizes is null ? 0 : sizes.ResponseHeadersSize + sizes.ResponseBodySize,
            HeadBytes = sizes?.ResponseHeadersSize ?? 0,
            ThirdParty = !Sites.IsOf(noted.Request.Url, view.Site),
        };
    }

    /// <summary>A request of a worker, which only the trace has.</summary>
    public static RequestRecord Of(TraceRequest trace, PageTimeline page, string site, string? step)
    {
        double start = Math.Max(0, page.SinceStart(trace.Asked));
        double answered = Math.Max(0, ((trace.Answered ?? trace.Asked) - trace.Asked) / 1000);
        return new(new(trace.Address, trace.Method, trace.ResourceType, Unknown), trace.Status > 0 ? new(trace.Status, "", Unknown) : null)
        {
            Source = RequestSource.Worker,
            Step = step,
            Trace = trace,
            Start = start,
            Phases = new() { RequestStart = -1, ResponseStart = (float)answered, DomainLookupStart = -1, DomainLookupEnd = -1, ConnectStart = -1, ConnectEnd = -1, SecureConnectionStart = -1 },
            End = Math.Max(start + answered, page.SinceStart(trace.Ended ?? page.Last)),
            Complete = trace.Decoded is not null,
            Bytes = Math.Max(trace.Encoded, trace.Cached ? 0 : trace.Head + trace.Received),
            HeadBytes = trace.Head,
            ThirdParty = !Sites.IsOf(trace.Address, site),
        };
    }

    /// <summary>Adds what a trace reports: its clock is the page's own, while that of the events may differ.</summary>
    public RequestRecord With(TraceRequest? trace, PageTimeline? page)
    {
        if (trace is null || page is null)
        {
            return this;
        }
        double start = Math.Max(0, page.SinceStart(trace.Asked));
        // Out of a cache nothing comes over the wire, though the answer has a head.
        double bytes = trace.Cached ? trace.Encoded : Complete ? Bytes : Math.Max(trace.Encoded, trace.Head + trace.Received);
        return this with
        {
            Trace = trace,
            Source = page.HasProcess(trace.Thread.Process) ? RequestSource.Page : RequestSource.Frame,
            Start = start,
            End = start + End - Start,
            Bytes = bytes,
        };
    }
}
