using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Aggregation;

/// <summary>However a run is split over shards and in whatever order its intervals come, it comes to the same.</summary>
public sealed class MergePropertyTests
{
    private const int Seconds = 40;

    private static readonly PerfPlan Plan = PlanText.Valid(
        """
        version: 1
        name: shop
        warmup: 5s
        load:
          browse:
            arrivals: { rate: 10/s, for: 40s }
            flow: [ { get: / } ]
        budgets:
          - browse.latency.p99 < 1s from 10s to 20s
          - browse.latency.p99 < 1s from 15s to 40s
        """);

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Merged_shards_equal_one_process(int seed)
    {
        var random = new Random(seed);
        int shards = random.Next(2, 9);
        var whole = new RunAggregator("r", Plan);
        List<LoadInterval> parts = [];
        foreach (int second in Enumerable.Range(0, Seconds))
        {
            // The whole generator is noisy or none of it: otherwise one process and many would not have lived the same.
            bool isNoisy = random.Next(12) == 0;
            double[][] times = [.. Enumerable.Range(0, shards).Select(_ => Times(random))];
            LoadInterval all = Interval.Of(second, 0, [.. times.SelectMany(t => t)]);
            whole.Add(isNoisy ? all.Noise(70) : all);
            parts.AddRange(times.Select((t, shard) => Interval.Of(second, shard, t)).Select(i => isNoisy ? i.Noise(70) : i));
        }

        ScenarioSummary one = Summarize(whole, 1);
        RunAggregator merged = new("r", Plan);
        LoadInterval[] shuffled = [.. parts];
        random.Shuffle(shuffled);
        Array.ForEach(shuffled, merged.Add);
        ScenarioSummary many = Summarize(merged, shards);

        Assert.Equal(WithoutConnections(one.Counts), WithoutConnections(many.Counts));
        Assert.Equal(WithoutConnections(one.Delivery), WithoutConnections(many.Delivery));
        Assert.Equal(one.CompletedInTime, many.CompletedInTime);
        Assert.Equal(one.Response, many.Response);
        Assert.Equal(one.Service, many.Service);
        Assert.Equal(one.Phases[RequestPhase.Wait], many.Phases[RequestPhase.Wait]);
        Assert.Equal(one.Windows.Select(w => w.Response), many.Windows.Select(w => w.Response));
        Assert.Equal(one.Timeline.Select(p => (p.Second, p.Warmup, p.P50Ms, p.P99Ms)), many.Timeline.Select(p => (p.Second, p.Warmup, p.P50Ms, p.P99Ms)));
        AssertNoPercentileIsAboveTheMaximum(many);
    }

    private static void AssertNoPercentileIsAboveTheMaximum(ScenarioSummary scenario)
    {
        foreach (byte[] encoded in (byte[][])[scenario.Response, scenario.Service, .. scenario.Phases.Values, .. scenario.Windows.Select(w => w.Response)])
        {
            var histogram = LatencyHistogram.Decode(encoded);
            Assert.All([0, 50, 99, 99.9, 99.999, 100], p => Assert.True(histogram.PercentileMs(p) <= histogram.MaxMs));
        }

        double max = scenario.Timeline.Where(p => !p.Warmup).Max(p => p.P99Ms ?? 0);
        Assert.True(max <= LatencyHistogram.Decode(scenario.Response).MaxMs);
    }

    private static double[] Times(Random random) => [.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => Math.Exp(random.NextDouble() * 10))];

    private static IntervalCounts WithoutConnections(IntervalCounts counts) => counts with { Connections = 0 };

    private static ScenarioSummary Summarize(RunAggregator aggregator, int shards) => aggregator.Summarize(
        [.. Enumerable.Range(0, shards).Select(s => new ShardResult { Shard = s, State = ShardState.Completed })], []).Scenarios.Single();
}
