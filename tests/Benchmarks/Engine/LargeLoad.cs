using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Intervals;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Benchmarks.Engine;

/// <summary>A load of one scenario with many requests, and what its shards measure in a second.</summary>
internal static class LargeLoad
{
    /// <summary>The plan.</summary>
    public static string Plan(int seconds, int requests) => $$"""
        version: 1
        name: large
        load:
          browse:
            users: { count: 1000, for: {{seconds}}s }
            flow:
        {{string.Concat(Enumerable.Range(0, requests).Select(i => $"      - get: /r{i}\n"))}}
        budgets: [ 'browse.request.*.latency.p95 < 1s' ]
        """;

    /// <summary>A second of a shard as it is read from its bytes.</summary>
    public static LoadInterval Read(byte[] row, int second, int shard)
    {
        SeriesInterval[] series = SeriesCodec.Read(row);
        return new LoadInterval
        {
            Scenario = "browse",
            Shard = shard,
            Second = second,
            Counts = series[0].Counts,
            Statuses = series[0].Statuses,
            Service = series[0].Service,
            Response = series[0].Response,
            Phases = series[0].Phases,
            Series = series[1..],
        };
    }

    /// <summary>The bytes of a second of a shard.</summary>
    public static byte[] Row(int requests, int rate, Random random)
    {
        int each = Math.Max(1, rate / requests);
        SeriesInterval[] series = [.. Enumerable.Range(0, requests).Select(i => Series($"request.get-r{i}", each, 10 + i, random))];
        return SeriesCodec.Write([Series("", rate, 20, random), .. series, Series("iterations", each, 200, random)]);
    }

    private static SeriesInterval Series(string key, int count, double ms, Random random)
    {
        (LatencyHistogram times, LatencyHistogram wait, LatencyHistogram rest) = (new(), new(), new());
        for (int i = 0; i < count; i++)
        {
            double time = ms * Math.Exp(0.3 * (random.NextDouble() + random.NextDouble() - 1));
            times.Record(TimeSpan.FromMilliseconds(time));
            wait.Record(TimeSpan.FromMilliseconds(time * 0.9));
            rest.Record(TimeSpan.FromMilliseconds(0.02 + (time * 0.05)));
        }

        return new SeriesInterval
        {
            Key = key,
            Counts = new IntervalCounts { Sent = count, Completed = count, Bytes = count * 2_000 },
            Statuses = new Dictionary<int, long> { [200] = count },
            Service = times.Pack(),
            Response = times.Pack(),
            Phases = new Dictionary<RequestPhase, ReadOnlyMemory<byte>>
            {
                [RequestPhase.Send] = rest.Pack(),
                [RequestPhase.Wait] = wait.Pack(),
                [RequestPhase.Receive] = rest.Pack(),
            },
        };
    }
}
