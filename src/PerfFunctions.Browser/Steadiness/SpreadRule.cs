using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Steadiness;

/// <summary>Decides whether loads are spread too widely for their median to be meaningful.</summary>
internal static class SpreadRule
{
    /// <summary>Whether the middle half of the loads' times is wider than this share of their median; never for fewer than two.</summary>
    public static bool IsTooWide(IReadOnlyList<PageLoad> loads, double share)
    {
        double[] times = [.. PaintTime.Of(loads).Select(l => l.Time)];
        return times.Length > 1
            && Samples.Quantile(times, 0.75) - Samples.Quantile(times, 0.25) > share * Samples.Quantile(times, 0.5);
    }
}
