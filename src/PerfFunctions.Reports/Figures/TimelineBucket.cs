using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Reports.Figures;

/// <summary>
/// Some neighbouring seconds of a timeline as one point. Counts are summed; of the percentiles the largest is kept,
/// because percentiles cannot be averaged and a peak must not vanish.
/// </summary>
/// <param name="Second">First second.</param>
/// <param name="Seconds">How many it covers.</param>
/// <param name="Counts">Sums.</param>
/// <param name="P50Ms">Largest median, milliseconds; null when nothing ended.</param>
/// <param name="P95Ms">Largest 95th percentile.</param>
/// <param name="P99Ms">Largest 99th percentile.</param>
internal sealed record TimelineBucket(
    int Second, int Seconds, IntervalCounts Counts, double? P50Ms, double? P95Ms, double? P99Ms)
{
    /// <summary>Responses by class of status; empty for none.</summary>
    public IReadOnlyList<long> Classes { get; init; } = [];

    /// <summary>Responses of a class of status, see <see cref="StatusClass"/>.</summary>
    public long OfClass(int statusClass) => Classes.Count == 0 ? 0 : Classes[statusClass];

    /// <summary>Whether it begins in the warm-up.</summary>
    public bool Warmup { get; init; }

    /// <summary>The timeline in at most <paramref name="most"/> points; seconds without a point are points without requests.</summary>
    public static IReadOnlyList<TimelineBucket> Of(IReadOnlyList<TimelinePoint> timeline, int most)
    {
        if (timeline.Count == 0)
        {
            return [];
        }

        int first = timeline.Min(p => p.Second);
        int last = timeline.Max(p => p.Second + p.Seconds - 1);
        int step = timeline.Max(p => p.Seconds);
        int width = ((last - first) / most / step + 1) * step;
        ILookup<int, TimelinePoint> points = timeline.ToLookup(p => (p.Second - first) / width);
        return [.. Enumerable.Range(0, (last - first) / width + 1).Select(i => Merge(points[i], first + i * width, last, width))];
    }

    /// <summary>A count as a rate.</summary>
    public double PerSecond(Func<IntervalCounts, long> count) => (double)count(Counts) / Seconds;

    private static TimelineBucket Merge(IEnumerable<TimelinePoint> points, int second, int last, int width)
    {
        TimelinePoint[] merged = [.. points];
        return new TimelineBucket(
            second,
            Math.Min(width, last + 1 - second),
            merged.Aggregate(default(IntervalCounts), (sum, p) => sum + p.Counts),
            merged.Max(p => Finite(p.P50Ms)),
            merged.Max(p => Finite(p.P95Ms)),
            merged.Max(p => Finite(p.P99Ms)))
        {
            Warmup = merged.Length > 0 && merged[0].Warmup,
            Classes = merged.All(p => p.Classes.Count == 0)
                ? []
                : [.. Enumerable.Range(0, StatusClass.Count).Select(c => merged.Sum(p => p.Classes.Count == 0 ? 0 : p.Classes[c]))],
        };
    }

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
