using System.Text.Json;

namespace PerfFunctions.Browser.Recording.Trace;

/// <summary>
/// Finds a frame with larger content than the page's own document has. LCP is the document's by definition, and its script does not
/// see into the frame.
/// </summary>
internal static class LargestFrame
{
    private const string Candidate = "largestContentfulPaint::Candidate";
    private const int LongestName = 100;

    /// <summary>The frame's name, if it has one, and its address; null when the document has the largest content itself.</summary>
    public static string? Find(TraceLog trace, PageTimeline page)
    {
        TraceEvent[] candidates = [.. trace.Events.Where(e => e.Name == Candidate && e.At >= page.Start && e.At <= page.End)];
        double own = candidates.Where(e => e.Is("isOutermostMainFrame")).Select(Size).LastOrDefault();
        // A later candidate of a frame is a larger one.
        TraceEvent? largest = candidates.Where(e => !e.Is("isOutermostMainFrame")).GroupBy(Frame).Select(frame => frame.Last())
            .Where(e => Size(e) > own).OrderByDescending(Size).Select(e => (TraceEvent?)e).FirstOrDefault();
        return largest is { } found ? NameOf(trace, Frame(found), found.At) : null;
    }

    private static double Size(TraceEvent candidate) => candidate.Number("size") ?? 0;

    private static string Frame(TraceEvent candidate) =>
        candidate.Args.Find("frame") is { ValueKind: JsonValueKind.String } frame ? frame.AsText() : "";

    private static string NameOf(TraceLog trace, string frame, double before)
    {
        TraceEvent? committed = trace.Events.Where(e => e.Name == "FrameCommittedInBrowser" && e.At <= before && e.Text("frame") == frame)
            .Select(e => (TraceEvent?)e).LastOrDefault();
        string address = committed?.Text("url") ?? "a frame without an address";
        return committed?.Text("name") is { Length: > 0 } name
            ? $"{(name.Length <= LongestName ? name : $"{name[..LongestName]}…")} ({address})"
            : address;
    }
}
