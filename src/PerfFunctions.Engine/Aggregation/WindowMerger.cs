using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>Merges what lies in one stretch of the run.</summary>
internal sealed class WindowMerger(HistogramPool pool, int from, int to)
{
    private readonly PooledHistogram _service = new();
    private readonly PooledHistogram _response = new();
    private readonly LeftOutTally _leftOut = new();
    private IntervalCounts _counts;
    private double _sum;

    /// <summary>Takes a second after the warm-up, if it lies in the window.</summary>
    public void Add(SecondSum second)
    {
        if (second.Second < from || second.Second >= to)
        {
            return;
        }

        _counts += second.Counts;
        _sum += second.Sum;
        _leftOut.Count(second.Intervals, second.Problems);
        pool.Add(_service, second.Service);
        pool.Add(_response, second.Response);
    }

    /// <summary>What it came to.</summary>
    /// <param name="span">The measured time of the scenario.</param>
    /// <param name="due">Arrivals planned in a stretch of the run; null when they are those that were started or dropped.</param>
    /// <param name="latencyMissing">Why no latency of the scenario may be judged; null when they may.</param>
    public WindowSummary Summarize(MeasuredSpan span, Func<double, double, long>? due, string? latencyMissing)
    {
        (double first, double last) = (Math.Max(from, span.From), Math.Min(to, span.To));
        LatencyLeftOut? leftOut = _leftOut.ToRecord();
        return new WindowSummary
        {
            FromSecond = from,
            ToSecond = to,
            MeasuredSeconds = Math.Max(0, last - first),
            Due = last > first ? due?.Invoke(first, last) ?? _counts.Started + _counts.Dropped : 0,
            Counts = _counts,
            Sum = _sum,
            Service = _service.Encode(),
            Response = _response.Encode(),
            Missing = span.To >= to || !span.EndsEarly ? null
                : span.GoesOn ? FormattableString.Invariant($"This window ends at {to} s.")
                : FormattableString.Invariant($"The load ended after {span.To:0.#} s, before the end of this window."),
            LatencyMissing = latencyMissing ?? (leftOut is { IsTooMuch: true } ? $"Latency of {leftOut}." : null),
        };
    }
}
