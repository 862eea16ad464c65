using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Benchmarks.Sockets;

/// <summary>What a run over sockets comes to, as one line of JSON.</summary>
internal sealed record TalkReport
{
    /// <summary>Connections that were opened.</summary>
    public required long Opened { get; init; }

    /// <summary>Messages sent.</summary>
    public required long Sent { get; init; }

    /// <summary>Messages received.</summary>
    public required long Received { get; init; }

    /// <summary>Handshakes and messages that failed.</summary>
    public required long Failed { get; init; }

    /// <summary>How the shard ended, if not well.</summary>
    public string? Remark { get; init; }

    /// <summary>Median time from the send to the answer, milliseconds.</summary>
    public required double P50Ms { get; init; }

    /// <summary>99th percentile of it, milliseconds.</summary>
    public required double P99Ms { get; init; }

    /// <summary>Once all are connected, the median over the seconds of the 99th percentile of the loops' delay, ms.</summary>
    public required double LoopDelayMs { get; init; }

    /// <summary>The longest of these, milliseconds.</summary>
    public required double LongestLoopDelayMs { get; init; }

    /// <summary>Once all are connected, the median share of a second for which the busiest loop was at work.</summary>
    public required double LoopBusy { get; init; }

    /// <summary>What the intervals of the only scenario come to.</summary>
    /// <param name="intervals">One a second.</param>
    /// <param name="ramp">Seconds in which connections are still being opened.</param>
    /// <param name="remark">How the shard ended, if not well.</param>
    public static TalkReport Of(IReadOnlyList<LoadInterval> intervals, int ramp, string? remark)
    {
        SeriesInterval[] messages = [.. intervals.SelectMany(i => i.Series).Where(s => s.Key == "request.message")];
        IntervalCounts stream = intervals.SelectMany(i => i.Series).Where(s => s.Key == "stream.socket")
            .Aggregate(default(IntervalCounts), (sum, s) => sum + s.Counts);
        GeneratorSample[] steady = [.. intervals.Where(i => i.Second >= ramp).Select(i => i.Generator).OfType<GeneratorSample>()];
        LatencyHistogram times = new();
        foreach (SeriesInterval second in messages)
        {
            times.Add(second.Service);
        }

        return new TalkReport
        {
            Opened = stream.Connections,
            Sent = stream.Sent,
            Received = stream.Completed,
            Failed = intervals.Sum(i => i.Counts.Failed),
            Remark = remark,
            P50Ms = times.PercentileMs(50),
            P99Ms = times.PercentileMs(99),
            LoopDelayMs = Reporting.Median.Of(steady.Select(g => g.LoopDelayMs)) ?? 0,
            LongestLoopDelayMs = steady.Select(g => g.LoopDelayMs).DefaultIfEmpty().Max(),
            LoopBusy = Reporting.Median.Of(steady.Select(g => g.LoopBusy)) ?? 0,
        };
    }
}
