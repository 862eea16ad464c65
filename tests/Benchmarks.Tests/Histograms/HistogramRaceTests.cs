using PerfFunctions.Benchmarks.Histograms;

namespace PerfFunctions.Benchmarks.Tests.Histograms;

public sealed class HistogramRaceTests
{
    [Fact]
    public void Each_operation_is_done_by_both_and_its_ratio_is_in_the_table()
    {
        HistogramCost[] costs = [.. new HistogramRace(10, new Random(1)).Run(rounds: 3, times: 5)];

        Assert.Equal(["record a second", "encode", "add what is encoded", "p99"], costs.Select(cost => cost.Operation));
        Assert.All(costs, cost => Assert.True(cost.Ours.Microseconds > 0 && cost.Theirs.Microseconds > 0));
        Assert.Contains("encode                     10.0       40.0   0.25          700     620000\n",
            HistogramCommand.Table(10, [new("encode", new(10, 700), new(40, 620_000))]), StringComparison.Ordinal);
    }
}
