using PerfFunctions.Engine.Histograms;

namespace PerfFunctions.Engine.Summaries;

/// <summary>How response times are spread, over time: a column for some seconds, a row for a band of times.</summary>
/// <param name="FirstSecond">First second of the run in it.</param>
/// <param name="Seconds">Seconds to a column.</param>
/// <param name="EdgesMs">Upper ends of the bands, milliseconds, rising by the same factor.</param>
/// <param name="Columns">Responses of each column by band; a column without responses is empty.</param>
public sealed record HeatMap(int FirstSecond, int Seconds, IReadOnlyList<double> EdgesMs, IReadOnlyList<IReadOnlyList<long>> Columns)
{
    private const int Bands = 24;

    /// <summary>The map of some points of time; null when nothing was recorded in them.</summary>
    /// <param name="points">Second and times of each, in order of time.</param>
    /// <param name="width">Seconds to a point.</param>
    /// <param name="columns">The most columns.</param>
    public static HeatMap? Of(IReadOnlyList<(int Second, LatencyHistogram? Times)> points, int width, int columns)
    {
        (int Second, LatencyHistogram Times)[] some = [.. points.Where(p => p.Times is { Count: > 0 }).Select(p => (p.Second, p.Times!))];
        if (some.Length == 0)
        {
            return null;
        }

        int first = some[0].Second;
        int length = some[^1].Second + width - first;
        int seconds = (int)Math.Ceiling(length / (double)width / columns) * width;
        double[] edges = EdgesOf(some.Min(p => p.Times.MinMs), some.Max(p => p.Times.MaxMs));
        long[][] cells = [.. Enumerable.Range(0, (length + seconds - 1) / seconds).Select(_ => new long[edges.Length])];
        foreach ((int second, LatencyHistogram times) in some)
        {
            Add(cells[(second - first) / seconds], times, edges);
        }

        return new HeatMap(first, seconds, edges, [.. cells.Select(c => c.Any(n => n > 0) ? (IReadOnlyList<long>)c : [])]);
    }

    private static void Add(long[] column, LatencyHistogram times, double[] edges)
    {
        long below = 0;
        for (int band = 0; band < edges.Length; band++)
        {
            long within = band == edges.Length - 1 ? times.Count : times.CountWithin(TimeSpan.FromMilliseconds(edges[band]));
            column[band] += within - below;
            below = within;
        }
    }

    private static double[] EdgesOf(double min, double max)
    {
        double low = Math.Max(min, 0.001);
        double factor = Math.Pow(Math.Max(max / low, 1.01), 1.0 / Bands);
        return [.. Enumerable.Range(1, Bands).Select(i => low * Math.Pow(factor, i))];
    }
}
