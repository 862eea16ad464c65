using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Statistics;

/// <summary>
/// How many more values it takes: of both sides where they are interleaved, of the head alone where runs of a
/// baseline are long over.
/// </summary>
internal static class MoreValues
{
    // The z of 80 %: with so many values four of five repetitions decide, if the shift is as estimated.
    private const double Power = 0.84;

    /// <summary>How many more, until the samples can have an interval of this level at all; 0 when they can.</summary>
    /// <param name="input">Both samples, neither of them empty.</param>
    /// <param name="tail">What the interval leaves out on each side: 0.025.</param>
    public static int ForLevel(RegressionInput input, double tail)
    {
        int more = 0;
        while (MinTail(BaseWith(input, more), input.Head.Count + more) > tail)
        {
            more++;
        }

        return more;
    }

    /// <summary>How many values the baseline has with so many more of the head.</summary>
    public static int BaseWith(RegressionInput input, int more) => input.Baseline.Count + (input.IsInterleaved ? more : 0);

    /// <summary>How many more would probably decide, up to the limit; 0 when it is reached, or when whole runs differ too much.</summary>
    /// <param name="input">Both samples.</param>
    /// <param name="shift">The shift with the interval that their noise leaves.</param>
    /// <param name="reach">How far one more run may differ, as a share, which no number of values reduces; 0 if it does not matter.</param>
    /// <param name="level">Level of the interval.</param>
    public static int ToDecide(RegressionInput input, ShiftEstimate shift, double reach, double level)
    {
        int left = Math.Max(0, input.MaxValues - (input.IsInterleaved ? Math.Max(input.Baseline.Count, input.Head.Count) : input.Head.Count));
        int least = ForLevel(input, (1 - level) / 2);
        if (least > 0 || !shift.IsBounded)
        {
            return Math.Min(Math.Max(1, least), left);
        }

        double past = (input.Worse == MetricDirection.Higher ? shift.Shift : -shift.Shift) - input.Margin;
        double room = past > 0 ? (past * past) - (reach * reach) : past * past;
        if (room <= 0 && reach > 0)
        {
            return 0;
        }

        double halfWidth = (shift.High - shift.Low) / 2 * (1 + (Power / NormalDistribution.Quantile((1 - level) / 2)));
        double values = Paired(input.Baseline.Count, input.Head.Count) * halfWidth * halfWidth / room;
        return (int)Math.Min(left, Math.Max(1, Math.Ceiling(HeadFor(input, values) - input.Head.Count)));
    }

    // An interval's width goes with one over the root of this number, that of values a side were both sides alike.
    private static double Paired(double baseline, double head) => 2 * baseline * head / (baseline + head);

    // Infinite where the baseline alone has too few.
    private static double HeadFor(RegressionInput input, double values) =>
        input.IsInterleaved ? values - Paired(input.Baseline.Count, input.Head.Count) + input.Head.Count
        : values < 2.0 * input.Baseline.Count ? values * input.Baseline.Count / ((2.0 * input.Baseline.Count) - values)
        : double.PositiveInfinity;

    // The probability of the furthest of all ways to deal out the ranks: 1 over (n + m choose n).
    private static double MinTail(int baseline, int head)
    {
        double tail = 1;
        for (int i = 1; i <= Math.Min(baseline, head); i++)
        {
            tail *= i / (double)(Math.Max(baseline, head) + i);
        }

        return tail;
    }
}
