using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Browser.Loads;

/// <summary>Puts the figures of a warm load with those of the cold load before it.</summary>
internal static class WarmLoad
{
    private static readonly string[] Kept = [PageMetric.Bytes, PageMetric.Requests, PageMetric.Lcp, PageMetric.Load];

    /// <summary>The cold load with <c>warm.…</c> as well; a failure when the warm load failed.</summary>
    /// <param name="cold">The cold load, which worked.</param>
    /// <param name="warm">The warm load.</param>
    public static LoadResult Joined(LoadResult cold, LoadResult warm)
    {
        if (warm.Failure is not null)
        {
            return LoadResult.Failed($"The warm load failed: {warm.Failure}");
        }
        Dictionary<string, double> values = new(cold.Record!.Values);
        foreach (string name in Kept)
        {
            if (warm.Record!.Values.TryGetValue(name, out double value))
            {
                values[$"{PageMetric.WarmPrefix}{name}"] = value;
            }
        }
        bool[] cached = [.. (warm.Record!.Detail?.Waterfall ?? []).Where(IsSent).Select(request => request.Cached)];
        if (cached.Length > 0)
        {
            values[PageMetric.WarmHits] = cached.Average(hit => hit ? 1.0 : 0);
        }
        return cold with { Record = cold.Record with { Values = values }, BrowserBusy = cold.BrowserBusy || warm.BrowserBusy };
    }

    // Data and blob addresses are in the page already.
    private static bool IsSent(RequestTiming request) => request.Address.StartsWith("http", StringComparison.OrdinalIgnoreCase);
}
