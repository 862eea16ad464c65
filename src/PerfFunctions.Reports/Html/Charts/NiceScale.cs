namespace PerfFunctions.Reports.Html.Charts;

/// <summary>An axis from 0 whose ticks are numbers that people count in.</summary>
/// <param name="Max">Upper end; at least the largest value.</param>
/// <param name="Ticks">Ticks from 0 to the end.</param>
internal sealed record NiceScale(double Max, IReadOnlyList<double> Ticks)
{
    private static readonly int[] TimeSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400];

    /// <summary>A scale of about <paramref name="steps"/> steps of 1, 2 or 5 times a power of ten; up to 1 when there is nothing above 0.</summary>
    public static NiceScale For(double largest, int steps)
    {
        double top = double.IsFinite(largest) && largest > 0 ? largest : 1;
        double power = Math.Pow(10, Math.Floor(Math.Log10(top / steps)));
        double share = top / steps / power;
        double step = power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 2.5 ? 2.5 : share <= 5 ? 5 : 10);
        int count = (int)Math.Ceiling(top / step - 1e-9);
        return new NiceScale(count * step, [.. Enumerable.Range(0, count + 1).Select(i => i * step)]);
    }

    /// <summary>Seconds to mark between two seconds of the run, at most <paramref name="most"/> + 1 of them.</summary>
    public static IReadOnlyList<int> Seconds(int first, int last, int most)
    {
        int least = Math.Max(1, (last - first) / most);
        int step = TimeSteps.FirstOrDefault(s => s >= least, (least / 86_400 + 1) * 86_400);
        int start = (first + step - 1) / step * step;
        return [.. Enumerable.Range(0, Math.Max(0, (last - start) / step + 1)).Select(i => start + i * step)];
    }
}
