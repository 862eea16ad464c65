using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>A scenario's seconds, or in a long run some of them as one point.</summary>
/// <param name="width">Seconds to a point.</param>
internal sealed class TimelineMerger(int width)
{
    /// <summary>The most points; an hour has one a second.</summary>
    public const int MaxPoints = 3600;

    /// <summary>Seconds to a point of a timeline that is one point, longer than any run.</summary>
    public const int WholeRun = 1_000_000;

    // Intervals come in order of time, but for late ones within a few seconds.
    private const int OpenAtOnce = 8;

    private readonly HistogramPool _pool = new(OpenAtOnce);
    private readonly SortedDictionary<int, Point> _points = [];

    /// <summary>Seconds to a point, so that a run of this many seconds has no more than <see cref="MaxPoints"/>.</summary>
    /// <param name="seconds">Length of the run.</param>
    /// <param name="most">Points.</param>
    public static int WidthOf(double seconds, int most = MaxPoints) => Math.Max(1, (int)Math.Ceiling(seconds / most));

    /// <summary>Takes a second.</summary>
    public void Add(SecondSum second)
    {
        int index = second.Second / width;
        if (!_points.TryGetValue(index, out Point? point))
        {
            _points.Add(index, point = new Point());
        }

        point.Counts += second.Counts;
        foreach ((int status, long count) in second.Statuses)
        {
            point.Classes[StatusClass.Of(status)] += count;
        }

        _pool.Add(point.Response, second.Response);
        foreach (string problem in second.Problems)
        {
            // Of several reasons the same one is reported, whatever the order in which they arrive.
            point.Noise = string.CompareOrdinal(point.Noise, problem) > 0 ? point.Noise : problem;
        }
    }

    /// <summary>The points in order of time.</summary>
    /// <param name="warmup">Seconds of the run that are warm-up.</param>
    public IReadOnlyList<TimelinePoint> Points(int warmup) => [.. _points.Select(p => p.Value.At(p.Key * width, width, warmup))];

    /// <summary>How the response times of each of some columns are spread, noisy seconds left out.</summary>
    public HeatMap? HeatMap(int columns) => Summaries.HeatMap.Of([.. _points.Select(p => (p.Key * width, p.Value.Response.Read()))], width, columns);

    private sealed class Point
    {
        public IntervalCounts Counts { get; set; }

        public PooledHistogram Response { get; } = new();

        public string? Noise { get; set; }

        public long[] Classes { get; } = new long[StatusClass.Count];

        public TimelinePoint At(int second, int seconds, int warmup)
        {
            LatencyHistogram? response = Response.Read();
            return new TimelinePoint(second, Counts, response?.PercentileMs(50), response?.PercentileMs(95), response?.PercentileMs(99))
            {
                Seconds = seconds,
                Warmup = second < warmup,
                Noise = Noise,
                Classes = Classes.Any(c => c > 0) ? Classes : [],
            };
        }
    }
}
