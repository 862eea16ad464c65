using PerfFunctions.Api;
using PerfFunctions.Api.Live;

namespace PerfFunctions.App.Runs;

/// <summary>Makes fewer points of many seconds, and loses no extreme: a spike of one second in a day of load stays in sight.</summary>
public static class SeriesSampler
{
    /// <summary>The seconds of a range as points.</summary>
    /// <param name="seconds">Seconds of load, in any order; of the same second the last one counts.</param>
    /// <param name="from">First second of the range.</param>
    /// <param name="to">The second after its last; null for all.</param>
    /// <param name="points">How many points at most; an even number.</param>
    public static RunSeries Of(IReadOnlyList<LiveSecond> seconds, int from, int? to, int points)
    {
        int end = Math.Max(from, to ?? (seconds.Count == 0 ? from : seconds.Max(s => s.Second) + 1));
        int length = end - from;
        int step = length <= points ? 1 : (2 * length + points - 1) / points;
        string[] names = [.. seconds.SelectMany(s => s.Scenarios).Select(s => s.Name).Distinct()];
        Dictionary<string, LivePoint?[]> rows = names.ToDictionary(name => name, _ => new LivePoint?[length]);
        foreach (LiveSecond second in seconds.Where(s => s.Second >= from && s.Second < end))
        {
            foreach (LivePoint point in second.Scenarios)
            {
                rows[point.Name][second.Second - from] = point;
            }
        }

        return new RunSeries(from, end, step, [.. Times(from, end, step)], [.. names.Select(name => Sample(name, rows[name], step))]);
    }

    private static IEnumerable<double> Times(int from, int end, int step)
    {
        for (int at = from; at < end; at += step)
        {
            yield return at;
            if (step > 1)
            {
                yield return at + (Math.Min(step, end - at) / 2.0);
            }
        }
    }

    private static ScenarioSeriesPoints Sample(string name, LivePoint?[] row, int step)
    {
        return new ScenarioSeriesPoints(
            name, Column(p => p.Started), Column(p => p.Failed), Column(p => p.Dropped), Column(p => p.P50Ms), Column(p => p.P95Ms), Column(p => p.P99Ms));

        double?[] Column(Func<LivePoint, double?> value)
        {
            // A chart shows no more decimals, and a range of many points is a third of its size.
            double?[] values = [.. row.Select(point => point is not null && value(point) is { } known ? Math.Round(known, 2) : (double?)null)];
            return step == 1 ? values : [.. values.Chunk(step).SelectMany(Extremes)];
        }
    }

    private static double?[] Extremes(double?[] bucket)
    {
        double? smallest = bucket.Min();
        double? largest = bucket.Max();
        return Array.IndexOf(bucket, smallest) <= Array.IndexOf(bucket, largest) ? [smallest, largest] : [largest, smallest];
    }
}
