using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts.Causes;

namespace PerfFunctions.Engine.Bottlenecks;

/// <summary>Which part of a request the target itself states as the slow one, in its <c>Server-Timing</c> header.</summary>
internal static class TimingEvidence
{
    private const double MinShare = 0.3;
    private const double MinGrowth = 0.2;
    private const double MinMs = 1;
    private const int MaxRequests = 3;

    // What comprises all others points at none of them.
    private static readonly string[] Whole = ["total", "app", "all", "request", "server", "duration"];

    /// <summary>The largest part of each of the requests that take the most time.</summary>
    public static IEnumerable<Bottleneck> Of(ScenarioSummary scenario) =>
        RequestTime.Of(scenario).Take(MaxRequests).Select(r => Of(scenario, r)).OfType<Bottleneck>();

    private static Bottleneck? Of(ScenarioSummary scenario, RequestTime request)
    {
        string prefix = SeriesKey.TimingOf(request.Series.Key, "");
        SeriesSummary[] entries =
        [
            .. scenario.Series.Where(
                s => s.Key.StartsWith(prefix, StringComparison.Ordinal) && s is { LatencyMissing: null, Response.Length: > 0 }),
        ];
        SeriesSummary[] parts = [.. entries.Where(e => !Whole.Contains(e.Title, StringComparer.OrdinalIgnoreCase))];
        Entry? largest = (parts.Length == 0 ? entries : parts).Select(e => Read(request, e)).MaxBy(e => e.Fraction);
        return largest is null || largest.Fraction < MinShare || largest.MeanMs < MinMs ? null : new Bottleneck
        {
            Kind = BottleneckKind.ServerTiming,
            Subject = request.Subject,
            Part = CauseText.Name(largest.Series.Title),
            Headline = $"The target's Server-Timing entry '{CauseText.Name(largest.Series.Title)}' is {CauseText.Time(largest.MeanMs)} "
                + $"of the {CauseText.Time(request.MeanMs)} of {CauseText.Name(request.Name)} on average ({Share(largest.Share)}).",
            Evidence =
            [
                .. Growth(request, largest),
                $"{CauseText.Name(request.Name)} takes {Share(request.TimeShare)} of the users' time.",
            ],
            Weight = (0.45 + (0.5 * Math.Min(1, largest.Fraction))) * (0.6 + (0.4 * Math.Sqrt(request.TimeShare))),
            Metric = new MetricReference(scenario.Name, largest.Series.Key, "p95"),
            AtMost = Math.Min(largest.MeanMs, request.MeanMs),
            Unit = MetricUnit.Milliseconds,
        };
    }

    private static IEnumerable<string> Growth(RequestTime request, Entry entry)
    {
        if (entry is { GrowthShare: { } share, Rise: { } own, RequestRise: { } all })
        {
            yield return $"Between the first and the last third of the load, {CauseText.Name(request.Name)} went from "
                + $"{CauseText.Change(MetricUnit.Milliseconds, all.Before, all.After)} and '{CauseText.Name(entry.Series.Title)}' from "
                + $"{CauseText.Change(MetricUnit.Milliseconds, own.Before, own.After)} (medians): {Share(Math.Clamp(share, 0, 1))} of the rise.";
        }
    }

    private static Entry Read(RequestTime request, SeriesSummary entry)
    {
        LatencyHistogram times = LatencyHistogram.Decode(entry.Response);

        // An entry that only some responses have counts by its part of all.
        double mean = times.MeanMs * Math.Min(times.Count, request.Count) / Math.Max(1, request.Count);
        (double Before, double After)? all = Thirds(request.Series);
        (double Before, double After)? own = Thirds(entry);
        bool grew = all is { } a && own is not null && a.After - a.Before >= Math.Max(MinMs, MinGrowth * a.Before);
        double? growth = grew ? (own!.Value.After - own.Value.Before) / (all!.Value.After - all.Value.Before) : null;
        return new Entry(entry, mean, mean / request.MeanMs, growth, own, all);
    }

    // Medians of the first and the last third of the seconds after the warm-up, weighted by what ended in them.
    private static (double Before, double After)? Thirds(SeriesSummary series)
    {
        TimelinePoint[] points = [.. series.Timeline.Where(p => !p.Warmup && p.P50Ms is { } ms && double.IsFinite(ms))];
        int third = points.Length / 3;
        return third < 3 ? null : (Mean(points[..third]), Mean(points[^third..]));
    }

    private static double Mean(TimelinePoint[] points) =>
        points.Sum(p => p.P50Ms!.Value * Math.Max(1, p.Counts.Completed)) / points.Sum(p => Math.Max(1, p.Counts.Completed));

    private static string Share(double share) => MetricFormat.Format(MetricUnit.Share, share);

    private sealed record Entry(
        SeriesSummary Series,
        double MeanMs,
        double Share,
        double? GrowthShare,
        (double Before, double After)? Rise,
        (double Before, double After)? RequestRise)
    {
        public double Fraction => Math.Max(Math.Min(1, Share), Math.Min(1, GrowthShare ?? 0));
    }
}
