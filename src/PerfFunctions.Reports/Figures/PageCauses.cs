using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Reports.Figures;

/// <summary>Why the median load of a page came to what it did; what is not finite is left out. Milliseconds and bytes.</summary>
internal sealed class PageCauses
{
    // Bytes against time: what the network of a phone (slow-4g) brings in a millisecond.
    private const double BytesOfMillisecond = 180;

    private PageCauses(LoadDetail detail)
    {
        Detail = detail;
        LcpParts = detail.Lcp is { } lcp ? Parts(lcp) : [];
        Shifts = [.. detail.Shifts.Where(s => double.IsFinite(s.At + s.Score)).OrderByDescending(s => s.Score)];
        LongTasks = [.. detail.LongTasks.Where(t => double.IsFinite(t.At + t.Duration)).OrderByDescending(t => t.Duration)];
        Findings = [.. detail.Findings.Where(f => double.IsFinite(f.Bytes + f.Milliseconds)).OrderByDescending(Waste)];
        Waterfall = [.. detail.Waterfall.Where(IsFinite)];
    }

    /// <summary>The load as it was recorded.</summary>
    public LoadDetail Detail { get; }

    /// <summary>The four parts of LCP by name; empty when there is none.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> LcpParts { get; }

    /// <summary>Layout shifts, the worst first.</summary>
    public IReadOnlyList<ShiftCause> Shifts { get; }

    /// <summary>Long tasks, the longest first.</summary>
    public IReadOnlyList<TaskCause> LongTasks { get; }

    /// <summary>Findings to fix, the most wasteful first.</summary>
    public IReadOnlyList<PageFinding> Findings { get; }

    /// <summary>Requests, in order of their start.</summary>
    public IReadOnlyList<RequestTiming> Waterfall { get; }

    /// <summary>The causes of a page; null when no load worked.</summary>
    public static PageCauses? Of(PageSummary page) => page.Median is { } detail ? new PageCauses(detail) : null;

    /// <summary>The detail without what JSON has no word for.</summary>
    public LoadDetail Finite() => Detail with
    {
        Lcp = LcpParts.Count > 0 ? Detail.Lcp : null,
        Shifts = Shifts,
        LongTasks = LongTasks,
        Findings = Findings,
        Waterfall = Waterfall,
        FrameTimes = [.. Detail.FrameTimes.Where(double.IsFinite)],
    };

    /// <summary>What a finding is called.</summary>
    public static string NameOf(FindingKind kind) => kind switch
    {
        FindingKind.RenderBlocking => "blocks the first paint",
        FindingKind.OversizedImage => "image larger than displayed",
        FindingKind.NoCompression => "not compressed",
        FindingKind.NoCaching => "not cached",
        FindingKind.Font => "font loads late",
        _ => "unused",
    };

    private static double Waste(PageFinding finding) => finding.Milliseconds + (finding.Bytes / BytesOfMillisecond);

    private static IReadOnlyList<KeyValuePair<string, double>> Parts(LcpCause lcp) =>
        double.IsFinite(lcp.Ttfb + lcp.LoadDelay + lcp.LoadTime + lcp.RenderDelay)
            ? [new("first byte", lcp.Ttfb), new("load delay", lcp.LoadDelay), new("load time", lcp.LoadTime), new("render delay", lcp.RenderDelay)]
            : [];

    private static bool IsFinite(RequestTiming request) =>
        double.IsFinite(request.Start + request.Sent + request.FirstByte + request.End + request.Bytes + request.Decoded);
}
