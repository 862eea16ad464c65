using PerfFunctions.Browser.Recording.Trace;

namespace PerfFunctions.Browser.Recording.Visual;

/// <summary>A picture of the page, as it looked from a moment on.</summary>
/// <param name="At">Milliseconds from the start of the navigation.</param>
/// <param name="Jpeg">The picture.</param>
internal sealed record Frame(double At, byte[] Jpeg)
{
    /// <summary>The pictures that a trace has of a load, in order; the last one from before its start comes with it.</summary>
    public static IReadOnlyList<Frame> Read(TraceLog trace, PageTimeline page)
    {
        List<TraceEvent> pictures = [.. trace.Events.Where(e => e.Name == "Screenshot" && e.At <= page.End)];
        int before = pictures.FindLastIndex(e => e.At <= page.Start);
        return
        [
            .. pictures.Skip(Math.Max(0, before))
                .Select(e => new Frame(page.SinceStart(e.At), e.Args.GetProperty("snapshot").GetBytesFromBase64())),
        ];
    }
}
