using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Browser.Steadiness;

/// <summary>The time that loads are compared by: LCP where all that worked have it, else the load event.</summary>
internal static class PaintTime
{
    /// <summary>Times of the loads that worked, in order, each with its place among all; empty when they have none in common.</summary>
    public static IReadOnlyList<(int Place, double Time)> Of(IReadOnlyList<PageLoad> loads)
    {
        (int Place, PageLoad Load)[] worked = [.. loads.Index().Where(l => l.Item.Failure is null)];
        string name = worked.All(l => l.Load.Values.ContainsKey(PageMetric.Lcp)) ? PageMetric.Lcp : PageMetric.Load;
        return [.. worked.Where(l => l.Load.Values.ContainsKey(name)).Select(l => (l.Place, l.Load.Values[name]))];
    }

    /// <summary>Place of the load whose time is the median, the lower one of two; null when none has a time.</summary>
    public static int? Median(IReadOnlyList<PageLoad> loads)
    {
        (int Place, double Time)[] sorted = [.. Of(loads).OrderBy(l => l.Time).ThenBy(l => l.Place)];
        return sorted.Length == 0 ? null : sorted[(sorted.Length - 1) / 2].Place;
    }
}
