using PerfFunctions.Engine.Statistics;

namespace PerfFunctions.Engine.Tests.Statistics;

public class RankCorrelationTests
{
    [Fact]
    public void A_textbook_sample_gives_what_the_textbook_says()
    {
        double[] iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
        double[] hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
        Assert.Equal(-29.0 / 165, RankCorrelation.Of(iq, hours), 12);
    }

    [Theory]
    [InlineData(new[] { 1.0, 2, 3 }, new[] { 1.0, 100, 101 }, 1)]
    [InlineData(new[] { 1.0, 2, 3 }, new[] { 3.0, 2, -1 }, -1)]
    [InlineData(new[] { 1.0, 2, 3 }, new[] { 5.0, 5, 5 }, 0)]
    [InlineData(new[] { 1.0, 1, 2, 2 }, new[] { 4.0, 4, 9, 9 }, 1)]
    public void Only_the_order_counts_and_ties_share_their_rank(double[] a, double[] b, double expected) => Assert.Equal(expected, RankCorrelation.Of(a, b), 12);

    [Fact]
    public void Samples_that_cannot_be_paired_are_refused() => Assert.Throws<ArgumentException>(() => RankCorrelation.Of([1, 2], [1]));
}
