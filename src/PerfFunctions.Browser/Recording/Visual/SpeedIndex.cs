namespace PerfFunctions.Browser.Recording.Visual;

/// <summary>How soon the visible part of a page was there.</summary>
internal static class SpeedIndex
{
    // A page that never stops moving has a picture for each frame; so many are enough to follow it.
    private const int MaxPictures = 80;

    // A picture may be taken a little before the time that its paint is given.
    private const double Slack = 100;

    /// <summary>
    /// The area above the curve of visual progress, milliseconds: a page that is blank until 1000 ms and then whole has 1000.
    /// Null when nothing was seen to change.
    /// </summary>
    /// <param name="frames">Pictures in order.</param>
    /// <param name="firstPaint">Milliseconds of the first paint; what is shown before it is not of this page.</param>
    public static double? Of(IReadOnlyList<Frame> frames, double firstPaint)
    {
        List<Frame> shown = [.. Thinned([.. frames.Where(frame => frame.At >= firstPaint - Slack)])];
        if (shown.Count == 0)
        {
            return null;
        }
        ColourHistogram last = ColourHistogram.Of(shown[^1].Jpeg);
        (double index, double time, double missing) = (0, 0, 1);
        foreach (Frame frame in shown)
        {
            index += (frame.At - time) * missing;
            if (ColourHistogram.Of(frame.Jpeg).Progress(ColourHistogram.White, last) is not { } progress)
            {
                return null;
            }
            (time, missing) = (frame.At, 1 - progress);
        }
        return index;
    }

    private static IEnumerable<Frame> Thinned(List<Frame> frames)
    {
        int step = (frames.Count + MaxPictures - 1) / MaxPictures;
        return frames.Where((_, place) => place % step == 0 || place == frames.Count - 1);
    }
}
