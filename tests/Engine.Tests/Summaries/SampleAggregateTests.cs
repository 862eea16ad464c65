using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Tests.Summaries;

public sealed class SampleAggregateTests
{
    // numpy.percentile([15, 20, 35, 40, 50], p)
    [Theory]
    [InlineData("p50", 35)]
    [InlineData("p75", 40)]
    [InlineData("p90", 46)]
    [InlineData("p95", 48)]
    [InlineData("min", 15)]
    [InlineData("max", 50)]
    [InlineData("mean", 32)]
    public void Aggregates_are_those_of_numpy(string aggregate, double expected) =>
        Assert.Equal(expected, SampleAggregate.Of([15, 20, 35, 40, 50], aggregate)!.Value, 9);

    [Fact]
    public void One_value_is_every_aggregate() => Assert.Equal(7, SampleAggregate.Of([7], "p95"));

    [Theory]
    [InlineData("p50", 0)]
    [InlineData("median", 1)]
    public void There_is_none_of_nothing_and_none_that_is_unknown(string aggregate, int count) =>
        Assert.Null(SampleAggregate.Of(new double[count], aggregate));
}
