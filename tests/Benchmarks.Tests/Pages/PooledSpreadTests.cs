using PerfFunctions.Benchmarks.Pages;

namespace PerfFunctions.Benchmarks.Tests.Pages;

public class PooledSpreadTests
{
    private static readonly double[] Near = [-6, -3, 0, 3, 6, -6, -3, 0, 3, 6];

    private static readonly PageMetric Lcp = PageMetric.All.Single(metric => metric.Key == "lcp");

    [Fact]
    public void Loads_are_held_against_their_own_page_so_that_a_slow_page_is_no_spread()
    {
        PooledSpread spread = Pooled(Row([100, 102], [100, 104]), Row([5000, 5002], [9000, 9004]));

        Assert.Equal(Math.Sqrt(2), spread.Ours!.Value, 6);
        Assert.Equal(Math.Sqrt(8), spread.Theirs!.Value, 6);
        Assert.Equal(0.5, spread.Ratio!.Value, 6);
    }

    [Theory]
    [InlineData(1, nameof(SpreadVerdict.Level))]
    [InlineData(1.2, nameof(SpreadVerdict.Level))]
    [InlineData(3, nameof(SpreadVerdict.Wider))]
    [InlineData(0.3, nameof(SpreadVerdict.Narrower))]
    public void Many_loads_tell_a_spread_that_is_plainly_another(double times, string verdict)
    {
        PooledSpread spread = Pooled(Row(Around(600, times), Around(640)), Row(Around(1700, times), Around(1720)));

        Assert.Equal(verdict, spread.Verdict.ToString());
        Assert.InRange(times, spread.Interval!.Value.Low, spread.Interval.Value.High);
    }

    [Fact]
    public void A_few_loads_do_not_tell_what_many_would()
    {
        PooledSpread spread = Pooled(Row([600, 612, 606], [600, 606, 603]));

        Assert.Equal(2, spread.Ratio!.Value, 6);
        Assert.Equal(SpreadVerdict.Level, spread.Verdict);
    }

    [Fact]
    public void The_same_loads_give_the_same_interval() =>
        Assert.Equal(Pooled(Row(Around(600, 2), Around(640))), Pooled(Row(Around(600, 2), Around(640))));

    [Fact]
    public void Values_that_never_differ_are_level_and_any_spread_beside_them_is_wider()
    {
        Assert.Equal(SpreadVerdict.Level, Pooled(Row([5, 5], [5, 5])).Verdict);
        Assert.Equal(SpreadVerdict.Wider, Pooled(Row([5, 9], [5, 5])).Verdict);
        Assert.Equal(SpreadVerdict.Level, Pooled(Row([5, 5], [5, 9])).Verdict);
    }

    [Fact]
    public void Without_two_values_of_a_page_nothing_is_known_and_that_is_no_pass()
    {
        Assert.Equal(SpreadVerdict.Wider, Pooled(Row([5], [5, 6])).Verdict);
        Assert.Equal(SpreadVerdict.Wider, Pooled(Row([5, 6], [])).Verdict);
        Assert.Equal(SpreadVerdict.Wider, Pooled().Verdict);
    }

    private static PooledSpread Pooled(params PageRow[] rows) => PooledSpread.Of(Lcp, rows);

    private static PageRow Row(double[] ours, double[] theirs) => new("page", Lcp, ours, theirs);

    private static double[] Around(double middle, double times = 1) => [.. Near.Select(distance => middle + (distance * times))];
}
