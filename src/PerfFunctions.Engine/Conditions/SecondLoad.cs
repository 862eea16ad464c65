using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Conditions;

/// <summary>One scenario, or one of its series, in one second or over some of them, all shards together.</summary>
/// <param name="Counts">Counts.</param>
/// <param name="Service">Encoded <see cref="LatencyHistogram"/> of service times.</param>
/// <param name="Response">Encoded <see cref="LatencyHistogram"/> of response times.</param>
/// <param name="IsNoisy">Whether the generator exceeded a limit, so that the latencies say nothing about the target.</param>
public sealed record SecondLoad(IntervalCounts Counts, ReadOnlyMemory<byte> Service, ReadOnlyMemory<byte> Response, bool IsNoisy)
{
    /// <summary>Nothing happened.</summary>
    public static SecondLoad None { get; } = new(default, default, default, false);

    /// <summary>How many intervals were added up in a second of a scenario; 0 for a series and for several seconds.</summary>
    public int Intervals { get; init; }

    /// <summary>The series of the scenario by key; empty for a series.</summary>
    public IReadOnlyDictionary<string, SecondLoad> Series { get; init; } = new Dictionary<string, SecondLoad>();

    /// <summary>What the intervals of one second come to.</summary>
    public static SecondLoad Of(IReadOnlyList<LoadInterval> intervals)
    {
        bool isNoisy = intervals.Any(i => i.Generator?.Problem is not null);
        return Of(intervals, isNoisy) with
        {
            Intervals = intervals.Count,
            Series = intervals.SelectMany(i => i.Series).GroupBy(s => s.Key).ToDictionary(g => g.Key, g => Of([.. g], isNoisy)),
        };
    }

    /// <summary>What seconds come to together.</summary>
    public static SecondLoad Sum(IReadOnlyList<SecondLoad> seconds) => new(
        seconds.Aggregate(default(IntervalCounts), (sum, s) => sum + s.Counts),
        Merge(seconds.Select(s => s.Service)),
        Merge(seconds.Select(s => s.Response)),
        seconds.Any(s => s.IsNoisy));

    private static SecondLoad Of(IReadOnlyList<SeriesInterval> intervals, bool isNoisy) => new(
        intervals.Aggregate(default(IntervalCounts), (sum, i) => sum + i.Counts),
        Merge(intervals.Select(i => i.Service)),
        Merge(intervals.Select(i => i.Response)),
        isNoisy);

    private static ReadOnlyMemory<byte> Merge(IEnumerable<ReadOnlyMemory<byte>> encoded)
    {
        ReadOnlyMemory<byte>[] some = [.. encoded.Where(e => e.Length > 0)];
        if (some.Length < 2)
        {
            return some.FirstOrDefault();
        }

        var sum = new LatencyHistogram();
        foreach (ReadOnlyMemory<byte> one in some)
        {
            sum.Add(one);
        }

        return sum.Pack();
    }
}
