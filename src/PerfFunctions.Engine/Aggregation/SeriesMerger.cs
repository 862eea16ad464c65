using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>
/// Merges one series of a scenario, or the scenario as a whole, as its intervals come, in any order. Histograms are added, never
/// percentiles averaged. Memory does not grow with the length of the run but for a packed histogram a point of the timeline.
/// </summary>
/// <param name="series">The series; its key is empty for the scenario as a whole.</param>
/// <param name="warmup">Seconds of the run that are left out at its beginning.</param>
/// <param name="windows">What is looked at by itself.</param>
/// <param name="blocks">Its blocks; null for none.</param>
/// <param name="pointWidth">Seconds to a point of its timeline.</param>
internal sealed class SeriesMerger(LoadSeries series, int warmup, IReadOnlyList<WindowMerger> windows, BlockMerger? blocks, int pointWidth)
{
    private readonly TimelineMerger _timeline = new(pointWidth);
    private readonly TimesMerger _times = new();
    private readonly Dictionary<string, long> _errors = [];
    private readonly Dictionary<int, long> _statuses = [];
    private readonly Dictionary<int, (long Completed, long Sent)> _seconds = [];
    private readonly SecondSum _open = new(series.IsTimed);
    private IntervalCounts _whole;
    private IntervalCounts _counts;
    private double _sum;

    /// <summary>Counts of all intervals, those of the warm-up too.</summary>
    public IntervalCounts Whole
    {
        get
        {
            Close();
            return _whole;
        }
    }

    /// <summary>Counts after the warm-up.</summary>
    public IntervalCounts Counts
    {
        get
        {
            Close();
            return _counts;
        }
    }

    /// <summary>Takes what an interval has of the series. What a noisy generator measured counts, but for its times.</summary>
    public void Add(LoadInterval interval, SeriesInterval measured)
    {
        if (_open.Second != interval.Second)
        {
            Close();
            _open.Begin(interval.Second);
        }

        _open.Add(interval, measured);
    }

    /// <summary>Fills in what all intervals come to.</summary>
    /// <param name="summary">What is known besides.</param>
    /// <param name="span">The measured time of the scenario.</param>
    /// <param name="due">As <see cref="WindowMerger.Summarize"/> takes it.</param>
    /// <param name="saturated">Why no times of the scenario may be judged; null when they may.</param>
    /// <param name="leftOut">Latencies of the scenario that are left out; null for none.</param>
    public T Fill<T>(T summary, MeasuredSpan span, Func<double, double, long>? due, string? saturated, LatencyLeftOut? leftOut)
        where T : SeriesSummary
    {
        Close();
        byte[] response = _times.Response;
        string? missing = series.IsTimed ? saturated : null;
        return (T)(summary with
        {
            Counts = _counts,
            CompletedInTime = _seconds.Where(s => s.Key < span.To).Sum(s => s.Value.Completed),
            SentInTime = _seconds.Where(s => s.Key < span.To).Sum(s => s.Value.Sent),
            Errors = new Dictionary<string, long>(_errors.OrderByDescending(e => e.Value).ThenBy(e => e.Key, StringComparer.Ordinal)),
            Statuses = new Dictionary<int, long>(_statuses.OrderBy(s => s.Key)),
            Service = _times.Service,
            Response = response,
            LatencyMissing = missing ?? (leftOut is not null && response.Length == 0 ? $"Latency of {leftOut}." : null),
            Phases = _times.Phases,
            Exemplars = _times.Exemplars,
            Sum = _sum,
            Windows = [.. windows.Select(w => w.Summarize(span, due, missing))],
            Blocks = blocks?.Summarize(span, due, missing) ?? [],
            Timeline = _timeline.Points(warmup),
        });
    }

    /// <summary>How response times are spread over time.</summary>
    public HeatMap? HeatMap(int columns)
    {
        Close();
        return _timeline.HeatMap(columns);
    }

    // Intervals come in order of time, all of a second together; one that comes late opens its second again.
    private void Close()
    {
        if (_open.Intervals == 0)
        {
            return;
        }

        _open.Close();
        _timeline.Add(_open);
        _whole += _open.Counts;
        if (_open.Second >= warmup)
        {
            Count(_open);
            _times.Add(_open);
            blocks?.Add(_open);
            foreach (WindowMerger window in windows)
            {
                window.Add(_open);
            }
        }

        _open.Begin(-1);
    }

    private void Count(SecondSum second)
    {
        _counts += second.Counts;
        _sum += second.Sum;
        (long completed, long sent) = _seconds.GetValueOrDefault(second.Second);
        _seconds[second.Second] = (completed + second.Counts.Completed, sent + second.Counts.Sent);
        foreach ((string kind, long count) in second.Errors)
        {
            _errors[kind] = _errors.GetValueOrDefault(kind) + count;
        }

        foreach ((int status, long count) in second.Statuses)
        {
            _statuses[status] = _statuses.GetValueOrDefault(status) + count;
        }
    }
}
