using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Verdicts.Causes;

/// <summary>What the target itself states of a request in its <c>Server-Timing</c> header.</summary>
internal static class TimingCauses
{
    // Below these a difference between two runs says nothing.
    private const double MinMs = 1;
    private const double MinGrowth = 0.05;

    /// <summary>The entry that grew most; empty when none grew.</summary>
    /// <param name="request">Key of the request.</param>
    /// <param name="head">The run.</param>
    /// <param name="baseline">What it is compared with.</param>
    public static IEnumerable<string> OfGrowth(string request, ScenarioSummary head, IReadOnlyList<ScenarioSummary> baseline)
    {
        string prefix = SeriesKey.TimingOf(request, "");
        (string Name, double Before, double Now)[] grown =
        [
            .. from entry in head.Series
               where entry.Key.StartsWith(prefix, StringComparison.Ordinal)
               let before = MeanMs(baseline.SelectMany(b => b.Series).Where(s => s.Key == entry.Key))
               let now = MeanMs([entry])
               where now - before >= MinMs && now - before >= MinGrowth * before
               orderby now - before descending
               select (entry.Title, before.Value, now.Value),
        ];
        return grown.Take(1).Select(g =>
            $"The target's Server-Timing entry '{CauseText.Name(g.Name)}' grew by {CauseText.Time(g.Now - g.Before)} on average ({CauseText.Change(MetricUnit.Milliseconds, g.Before, g.Now)}).");
    }

    private static double? MeanMs(IEnumerable<SeriesSummary> entries)
    {
        var sum = new LatencyHistogram();
        foreach (SeriesSummary entry in entries)
        {
            sum.Add(entry.Response);
        }

        return sum.Count == 0 ? null : sum.MeanMs;
    }
}
