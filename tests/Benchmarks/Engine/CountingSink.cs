using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Load.Shards;

namespace PerfFunctions.Benchmarks.Engine;

/// <summary>Keeps what the engine measured, undecoded, and notes at each second how much was allocated by then.</summary>
internal sealed class CountingSink : IIntervalSink
{
    private readonly List<LoadInterval> _intervals = [];
    private readonly List<(int Second, long Requests, long Bytes, long LoopBytes)> _marks = [];
    private readonly Lock _lock = new();
    private long _loopBytes;

    /// <summary>All that was measured.</summary>
    public IReadOnlyList<LoadInterval> Intervals => _intervals;

    /// <summary>Counts of the whole run.</summary>
    public IntervalCounts Total { get; private set; }

    /// <inheritdoc />
    public Task WriteAsync(IReadOnlyList<LoadInterval> intervals, CancellationToken cancellationToken)
    {
        using Lock.Scope scope = _lock.EnterScope();
        _intervals.AddRange(intervals);
        Total = intervals.Aggregate(Total, (sum, interval) => sum + interval.Counts);
        _loopBytes += intervals.Select(interval => interval.Generator?.LoopAllocatedBytes ?? 0).FirstOrDefault();
        _marks.Add((intervals.Max(interval => interval.Second), Total.Completed, GC.GetTotalAllocatedBytes(precise: true), _loopBytes));
        return Task.CompletedTask;
    }

    /// <summary>
    /// Bytes allocated per request from the end of the first second to the end of the one before the last, by the
    /// threads that send and receive and by the whole process; null if there is nothing between them.
    /// </summary>
    /// <param name="seconds">Length of the run.</param>
    public (double Loops, double Process)? BytesPerRequest(int seconds)
    {
        var steady = _marks.Where(mark => mark.Second < seconds - 1).ToArray();
        return steady is [var first, .., var last] && last.Requests > first.Requests
            ? ((last.LoopBytes - first.LoopBytes) / (double)(last.Requests - first.Requests),
               (last.Bytes - first.Bytes) / (double)(last.Requests - first.Requests))
            : null;
    }

    /// <summary>All service times.</summary>
    public LatencyHistogram Service() => ServiceOf(_intervals);

    /// <summary>99th percentile of the service time in each second of the run, milliseconds.</summary>
    /// <param name="seconds">Length of the run.</param>
    public IReadOnlyList<double> P99MsBySecond(int seconds) =>
    [
        .. _intervals.Where(interval => interval.Second < seconds).GroupBy(interval => interval.Second).OrderBy(second => second.Key)
            .Select(second => ServiceOf(second).PercentileMs(99)),
    ];

    private static LatencyHistogram ServiceOf(IEnumerable<LoadInterval> intervals)
    {
        var all = new LatencyHistogram();
        foreach (LoadInterval interval in intervals)
        {
            all.Add(LatencyHistogram.Decode(interval.Service));
        }

        return all;
    }
}
