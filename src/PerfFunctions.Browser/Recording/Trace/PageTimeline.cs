using System.Text.Json;
using PerfFunctions.Browser.Protocol;

namespace PerfFunctions.Browser.Recording.Trace;

/// <summary>Where a document's load lies in a trace.</summary>
internal sealed class PageTimeline
{
    private readonly IReadOnlyList<(double Document, double At)> _documents;

    private PageTimeline(
        TraceEvent start, double end, IReadOnlyList<(double Document, double At)> documents,
        IReadOnlySet<(long, long)> threads, double? fcp, double? firstPaint) =>
        (Thread, Start, End, _documents, Threads, Fcp, FirstPaint) = (start.Thread, start.At, end, documents, threads, fcp, firstPaint);

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

    /// <summary>
    /// Finds the document that was there when the load ended. The documents of a page are distinguished by the wall clock, which
    /// may run differently from the trace's; the last document is the last navigation, and fixes one upon the other.
    /// </summary>
    /// <param name="trace">The trace.</param>
    /// <param name="loadEnd">End of the load.</param>
    /// <param name="last">The document that was in the page at the end of the recording.</param>
    /// <returns>Null when the trace does not have its navigation.</returns>
    public static PageTimeline? Find(TraceLog trace, PageMark loadEnd, double last)
    {
        string? frame = MainFrame(trace);
        List<TraceEvent> starts = [.. trace.Events.Where(e => e.Name == "navigationStart" && frame is not null && IsOf(e, frame) && IsPage(e))];
        if (starts.Count == 0)
        {
            return null;
        }
        double Document(TraceEvent e) => last + ((e.At - starts[^1].At) / 1000);
        TraceEvent start = starts.MinBy(e => Math.Abs(Document(e) - loadEnd.Document));
        string? navigation = start.Text("navigationId");
        double? First(string name) =>
            trace.Events.Where(e => e.Name == name && e.Text("navigationId") == navigation).Select(e => (double?)e.At).FirstOrDefault();
        return new(
            start,
            start.At + (loadEnd.Now * 1000),
            [.. starts.Select(e => (Document(e), e.At))],
            starts.Select(e => e.Thread).ToHashSet(),
            First("firstContentfulPaint"),
            First("firstPaint"))
        {
            Last = trace.Events[^1].At,
        };
    }

    /// <summary>End of the trace, microseconds on its clock.</summary>
    public double Last { get; private init; }

    /// <summary>Whether a document of the page itself was in a process.</summary>
    public bool HasProcess(long process) => Threads.Any(thread => thread.Process == process);

    /// <summary>Milliseconds from the start of the navigation.</summary>
    public double SinceStart(double at) => (at - Start) / 1000;

    /// <summary>Microseconds on the trace's clock.</summary>
    public double At(PageMark mark) => _documents.MinBy(known => Math.Abs(known.Document - mark.Document)).At + (mark.Now * 1000);

    private static string? MainFrame(TraceLog trace) =>
        trace.Events.Where(e => e.Name == "TracingStartedInBrowser")
            .SelectMany(e => e.Data.Find("frames") is { ValueKind: JsonValueKind.Array } frames ? frames.EnumerateArray() : default)
            .Where(frame => frame.Find("isOutermostMainFrame").ValueKind == JsonValueKind.True)
            .Select(frame => frame.GetProperty("frame").GetString())
            .FirstOrDefault();

    private static bool IsOf(TraceEvent e, string frame) =>
        e.Args.Find("frame") is { ValueKind: JsonValueKind.String } text && text.ValueEquals(frame);

    private static bool IsPage(TraceEvent e) => e.Text("documentLoaderURL")?.StartsWith("http", StringComparison.OrdinalIgnoreCase) == true;
}
