using PerfFunctions.Browser.Recording.Evidence;
using PerfFunctions.Browser.Recording.Findings;
using PerfFunctions.Browser.Recording.Network;
using PerfFunctions.Browser.Recording.Trace;
using PerfFunctions.Browser.Recording.Visual;
using PerfFunctions.Browser.Recording.Vitals;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Browser.Recording;

/// <summary>Says where the time of a load went, without secrets.</summary>
internal sealed class DetailEvaluation(RawRecord raw, IReadOnlyList<RequestRecord> requests, TracedLoad? traced, Redactor redactor)
{
    private const int MaxCauses = 10;
    private const int MaxElements = 5;
    private const int MaxRequests = 200;

    /// <summary>The detail.</summary>
    /// <param name="lcp">The parts of LCP; null when they were not reported.</param>
    /// <param name="filmstrip">The pictures that are kept.</param>
    public LoadDetail Detail(LcpParts? lcp, IReadOnlyList<Frame> filmstrip) => new()
    {
        Load = 0,
        Lcp = Lcp(lcp),
        Shifts =
        [
            .. (raw.Vital(PageMetric.Cls)?.Shifts ?? []).Select(shift => new ShiftCause(shift.At, shift.Score, [.. shift.Elements.Take(MaxElements)]))
                .Concat(FrameShifts()).OrderByDescending(shift => shift.Score).Take(MaxCauses),
        ],
        LongTasks = LongTasks(),
        Findings = [.. PageFindings.Of(new(requests, raw.Images, raw.Chromium?.Usage, raw.Vital(PageMetric.Fcp)?.Value))
            .Select(finding => finding with { Address = redactor.Address(finding.Address) })],
        Errors = [.. raw.Errors.Select(error => redactor.Clean(ErrorText.Short(error))).Distinct().Take(MaxCauses)],
        Waterfall = [.. requests.Take(MaxRequests).Select(Timing)],
        RequestsLeftOut = Math.Max(0, requests.Count - MaxRequests),
        FrameTimes = [.. filmstrip.Select(frame => frame.At)],
    };

    // What moved in a frame is known to its own document only.
    private IEnumerable<ShiftCause> FrameShifts() => (traced?.Shifts ?? []).Where(LayoutShifts.IsInFrame)
        .Select(shift => new ShiftCause(traced!.Page.SinceStart(shift.At), LayoutShifts.Score(shift), ["iframe"]));

    private LcpCause? Lcp(LcpParts? parts) =>
        parts is not null && raw.Vital(PageMetric.Lcp) is { } lcp
            ? new(
                lcp.Element, string.IsNullOrEmpty(lcp.Address) ? null : redactor.Address(lcp.Address),
                parts.Ttfb, parts.LoadDelay, parts.LoadTime, parts.RenderDelay)
            : null;

    private IReadOnlyList<TaskCause> LongTasks() => traced is null ? [] :
    [
        .. traced.LongTasks.OrderByDescending(task => task.Duration).Take(MaxCauses).Select(task => new TaskCause(
            traced.Page.SinceStart(task.At),
            task.Duration / 1000,
            MainThread.Script(traced.Trace, task) is { } script ? redactor.Address(script) : null)),
    ];

    private RequestTiming Timing(RequestRecord request) => new()
    {
        Address = redactor.Address(request.Request.Url),
        Type = request.Type,
        Start = request.Start,
        Sent = request.Sent,
        FirstByte = request.FirstByte,
        End = request.End,
        Status = request.Answer?.Status ?? 0,
        Bytes = request.Bytes,
        Decoded = request.Decoded,
        Cached = request.Cached,
        Blocking = request.Blocking,
        ThirdParty = request.ThirdParty,
        Source = request.Source switch { RequestSource.Worker => "worker", RequestSource.Frame => "frame", _ => null },
    };
}
