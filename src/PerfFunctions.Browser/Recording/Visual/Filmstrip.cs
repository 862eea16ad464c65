namespace PerfFunctions.Browser.Recording.Visual;

/// <summary>The few pictures that show how a page came to be.</summary>
internal static class Filmstrip
{
    private const int Pictures = 12;

    /// <summary>The pictures that were on the screen at moments evenly spread over the time in which it changed, each once.</summary>
    public static IReadOnlyList<Frame> Of(IReadOnlyList<Frame> frames)
    {
        if (frames.Count == 0)
        {
            return [];
        }
        double whole = Math.Max(0, frames[^1].At);
        return
        [
            .. Enumerable.Range(0, Pictures)
                .Select(place => place * whole / (Pictures - 1))
                .Select(moment => frames.LastOrDefault(frame => frame.At <= moment + 0.001) ?? frames[0])
                .Distinct()
                .Select(frame => frame with { At = Math.Max(0, frame.At) }),
        ];
    }
}
