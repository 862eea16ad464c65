using System.Text.Json;

namespace PerfFunctions.Browser.Recording.Trace;

/// <summary>Where a document's load lies in a trace.</summary>
internal sealed class PageTimeline
{
    private readonly double _wallOffset;

    private PageTimeline(TraceEvent start, double end, double wallOffset, IReadOnlySet<(long, long)> threads, double? fcp, double? firstPaint) =>
        (Thread, Start, End, _wallOffset, Threads, Fcp, FirstPaint) = (start.Thread, start.At, end, wallOffset, threads, fcp, firstPaint);

    /// <summary>The document's main thread.</summary>
    public (long Process, long Thread) Thread { get; }

    /// <summary>Main threads of all documents that were in the page.</summary>
    public IReadOnlySet<(long Process, long Thread)> Threads { get; }

    /// <summary>Start of the navigation, microseconds on the trace's clock.</summary>
    public double Start { get; }

    /// <summary>End of the load, microseconds on the trace's clock.</summary>
    public double End { get; }

    /// <summary>First contentful paint, microseconds on the trace's clock; null when there was none.</summary>
    public double? Fcp { get; }

    /// <summary>First paint of all, such as a background; microseconds on the trace's clock.</summary>
    public double? FirstPaint { get; }

    /// <summary>Finds the document that was there when the load ended.</summary>
    /// <returns>Null when the trace does not have its navigation.</returns>
    public static PageTimeline? Find(TraceLog trace, PageMark end)
    {
        if (MainFrame(trace) is not { } frame || WallOffset(trace) is not { } offset)
        {
            return null;
        }
        List<TraceEvent> starts = [.. trace.Events.Where(e => e.Name == "navigationStart" && IsOf(e, frame) && IsPage(e))];
        if (starts.Count == 0)
        {
            return null;
        }
        double origin = ((end.Document - offset) * 1000);
        TraceEvent start = starts.MinBy(e => Math.Abs(e.At - origin));
        string? navigation = start.Text("navigationId");
        double? First(string name) => trace.Events.Where(e => e.Name == name && e.Text("navigationId") == navigation).Select(e => (double?)e.At).FirstOrDefault();
        return new(start, start.At + (end.Now * 1000), offset, starts.Select(e => e.Thread).ToHashSet(), First("firstContentfulPaint"), First("firstPaint"));
    }

    /// <summary>Milliseconds from the start of the navigation.</summary>
    public double SinceStart(double at) => (at - Start) / 1000;

    /// <summary>Microseconds on the trace's clock.</summary>
    public double At(PageMark mark) => (mark.Document + mark.Now - _wallOffset) * 1000;

    private static string? MainFrame(TraceLog trace) =>
        trace.Events.Where(e => e.Name == "TracingStartedInBrowser")
            .SelectMany(e => e.Data.Find("frames") is { ValueKind: JsonValueKind.Array } frames ? frames.EnumerateArray() : default)
            .Where(frame => frame.Find("isOutermostMainFrame").ValueKind == JsonValueKind.True)
            .Select(frame => frame.GetProperty("frame").GetString())
            .FirstOrDefault();

    // A response carries its time on both clocks, the wall's and the trace's.
    private static double? WallOffset(TraceLog trace) =>
        trace.Events.Where(e => e.Name == "ResourceReceiveResponse" && e.Number("responseTime") > 0 && e.Data.Find("timing").ValueKind == JsonValueKind.Object)
            .Where(e => !e.Is("fromCache"))
            .Select(e => (double?)(e.Number("responseTime")!.Value
                - (e.Data.GetProperty("timing").GetProperty("requestTime").GetDouble() * 1000)
                - e.Data.GetProperty("timing").GetProperty("receiveHeadersEnd").GetDouble()))
            .FirstOrDefault();

    private static bool IsOf(TraceEvent e, string frame) => e.Args.Find("frame") is { ValueKind: JsonValueKind.String } text && text.ValueEquals(frame);

    private static bool IsPage(TraceEvent e) => e.Text("documentLoaderURL")?.StartsWith("http", StringComparison.OrdinalIgnoreCase) == true;
}
