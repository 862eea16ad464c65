namespace PerfFunctions.Browser.Recording.Trace;

/// <summary>Layout shifts of a page and of all frames below it, each frame's by the part of the screen that it has.</summary>
internal static class LayoutShifts
{
    private const double Session = 5_000_000;
    private const double SessionGap = 1_000_000;

    /// <summary>
    /// Those of a span that count. Chromium takes an emulated phone's first sizing for input and marks what shifts after it
    /// as excused; only what follows real input is.
    /// </summary>
    public static IReadOnlyList<TraceEvent> Between(TraceLog trace, double from, double to)
    {
        double input = trace.Events.Where(e => e.Name == "EventDispatch" && e.Text("type") is "pointerdown" or "keydown")
            .Select(e => e.At).DefaultIfEmpty(double.PositiveInfinity).First();
        return [.. trace.Events.Where(e => e.Name == "LayoutShift" && e.At >= from && e.At <= to && (e.At < input || !e.Is("had_recent_input")))];
    }

    /// <summary>Whether a shift was in a frame below the page.</summary>
    public static bool IsInFrame(TraceEvent shift) => !shift.Is("is_main_frame");

    /// <summary>What a shift adds to the page's CLS.</summary>
    public static double Score(TraceEvent shift) => shift.Number("weighted_score_delta") ?? shift.Number("score") ?? 0;

    /// <summary>CLS, as it is defined: shifts add up while they are less than 1 s apart and within 5 s; the worst such group counts.</summary>
    public static double Cumulative(IEnumerable<TraceEvent> shifts)
    {
        (double worst, double sum, double begin, double last) = (0, 0, double.NegativeInfinity, double.NegativeInfinity);
        foreach (TraceEvent shift in shifts)
        {
            if (shift.At - last >= SessionGap || shift.At - begin >= Session)
            {
                (sum, begin) = (0, shift.At);
            }
            sum += Score(shift);
            last = shift.At;
            worst = Math.Max(worst, sum);
        }
        return worst;
    }
}
