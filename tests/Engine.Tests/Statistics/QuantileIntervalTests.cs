using PerfFunctions.Engine.Statistics;

namespace PerfFunctions.Engine.Tests.Statistics;

public class QuantileIntervalTests
{
    // Ranks and levels as tables of the sign test have them.
    [Theory]
    [InlineData(2, 0.5, 1, 2, 0.5)]
    [InlineData(5, 0.5, 1, 5, 0.9375)]
    [InlineData(6, 0.5, 1, 6, 0.96875)]
    [InlineData(8, 0.5, 1, 8, 0.9921875)]
    [InlineData(9, 0.5, 2, 8, 0.9609375)]
    [InlineData(10, 0.5, 2, 9, 0.978515625)]
    [InlineData(20, 0.5, 6, 15, 0.9586105347)]
    [InlineData(50, 0.5, 18, 33, 0.9671608624)]
    [InlineData(5, 0.75, 1, 5, 0.76171875)]
    public void The_interval_of_a_quantile_is_that_of_the_tables(int values, double quantile, int low, int high, double level)
    {
        QuantileInterval interval = QuantileInterval.Of(values, quantile)!;
        Assert.Equal((low, high), (interval.Low, interval.High));
        Assert.Equal(level, interval.Level, 1e-9);
    }

    [Fact]
    public void The_level_that_is_stated_is_how_often_the_interval_holds_the_true_median()
    {
        var random = new Random(1);
        QuantileInterval interval = QuantileInterval.Of(7, 0.5)!;
        const int Samples = 20_000;
        int held = 0;
        for (int i = 0; i < Samples; i++)
        {
            double[] sample = [.. Enumerable.Range(0, 7).Select(_ => Math.Exp(random.NextDouble() * 5)).Order()];
            held += sample[interval.Low - 1] <= Math.Exp(2.5) && Math.Exp(2.5) <= sample[interval.High - 1] ? 1 : 0;
        }

        Assert.Equal(interval.Level, held / (double)Samples, 0.005);
    }

    [Fact]
    public void A_large_sample_has_a_narrow_interval_of_just_the_level()
    {
        QuantileInterval interval = QuantileInterval.Of(2000, 0.95)!;
        Assert.InRange(interval.Level, 0.95, 0.955);
        Assert.InRange(interval.High - interval.Low, 36, 40);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Of_one_value_nothing_is_known(int values) => Assert.Null(QuantileInterval.Of(values, 0.5));

    [Theory]
    [InlineData(0, 0.95)]
    [InlineData(1, 0.95)]
    [InlineData(0.5, 1)]
    public void A_quantile_and_a_level_lie_between_0_and_1(double quantile, double level) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => QuantileInterval.Of(5, quantile, level));
}
