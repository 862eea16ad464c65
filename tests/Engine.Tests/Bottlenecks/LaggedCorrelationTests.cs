using PerfFunctions.Engine.Bottlenecks;

namespace PerfFunctions.Engine.Tests.Bottlenecks;

public class LaggedCorrelationTests
{
    private static readonly double[] Wave = [.. Enumerable.Range(0, 60).Select(i => Math.Sin(i / 5.0) + (i % 3 * 0.01))];

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void The_lag_by_which_a_series_is_ahead_is_found(int lag)
    {
        double[] follower = [.. Enumerable.Range(0, 60).Select(i => Wave[Math.Max(0, i - lag)])];
        LaggedCorrelation found = LaggedCorrelation.Of(Wave, follower, 5, 0.6, new Random(1));
        Assert.Equal(lag, found.Lag);
        Assert.True(found is { Correlation: > 0.97, PValue: <= 0.005 }, $"{found}");
    }

    [Fact]
    public void Unrelated_series_are_rarely_significant()
    {
        int significant = Enumerable.Range(0, 200).Count(seed =>
        {
            var random = new Random(seed);
            double[] a = [.. Enumerable.Range(0, 30).Select(_ => random.NextDouble())];
            double[] b = [.. Enumerable.Range(0, 30).Select(_ => random.NextDouble())];
            return LaggedCorrelation.Of(a, b, 5, 0, random).PValue <= 0.05;
        });
        Assert.InRange(significant, 1, 20);
    }

    [Fact]
    public void Below_the_least_correlation_nothing_is_significant() =>
        Assert.Equal(1, LaggedCorrelation.Of(Wave, [.. Wave.Select(v => -v)], 5, 0.6, new Random(1)).PValue);
}
