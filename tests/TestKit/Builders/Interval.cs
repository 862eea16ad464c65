using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.TestKit.Builders;

/// <summary>Intervals of scenario <c>browse</c>.</summary>
public static class Interval
{
    /// <summary>One second of one shard in which every request took one of the given times, milliseconds; the service took half.</summary>
    public static LoadInterval Of(int second, int shard, params double[] responseMs) => new()
    {
        Scenario = "browse",
        Shard = shard,
        Second = second,
        Counts = new IntervalCounts { Started = responseMs.Length, Sent = responseMs.Length, Completed = responseMs.Length, Connections = 1 },
        Response = Histogram(responseMs),
        Service = Histogram([.. responseMs.Select(ms => ms / 2)]),
        Phases = new Dictionary<RequestPhase, ReadOnlyMemory<byte>> { [RequestPhase.Wait] = Histogram([.. responseMs.Select(ms => ms / 4)]) },
        Generator = new GeneratorSample { Cpu = 0.1 + (shard / 100.0), SendLagMs = second, Sockets = 3 },
    };

    /// <summary>The same with a generator that was noisy.</summary>
    public static LoadInterval Noise(this LoadInterval interval, int lagMs) =>
        interval with { Generator = new GeneratorSample { SendLagMs = lagMs, Problem = $"iterations started {lagMs} ms late; use more shards or a lower rate" } };

    /// <summary>An encoded histogram of times in milliseconds.</summary>
    public static byte[] Histogram(params double[] milliseconds)
    {
        var histogram = new LatencyHistogram();
        foreach (double ms in milliseconds)
        {
            histogram.Record(TimeSpan.FromMilliseconds(ms));
        }

        return histogram.Encode();
    }
}
