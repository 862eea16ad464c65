using PerfFunctions.Engine.RealUsers;

namespace PerfFunctions.Engine.Tests.RealUsers;

public class RealUserViewsTests
{
    private static readonly RealUserMetric Lcp = RealUserMetric.Find("LCP")!;
    private static readonly RealUserMetric Cls = RealUserMetric.Find("cls")!;

    [Fact]
    public void Percentiles_have_three_digits_in_the_unit_of_the_metric()
    {
        RealUserViews views = Of(Enumerable.Range(1, 1000), i => [new(Lcp, i * 5), new(Cls, i / 2000.0)]);
        Assert.Equal((1000, 1000, 1000), (views.Count, views.CountOf(Lcp), views.CountOf(Cls)));
        Assert.Equal(3750, views.ValueOf(Lcp, "p75")!.Value, 3750 * 0.001);
        Assert.Equal(0.375, views.ValueOf(Cls, "p75")!.Value, 0.375 * 0.001);
        Assert.Equal(0.005, views.ValueOf(Cls, "p1")!.Value, 0.005 * 0.001);
    }

    [Fact]
    public void A_page_that_never_shifts_has_a_shift_of_zero() => Assert.Equal(0, Of([1, 2], _ => [new(Cls, 0)]).ValueOf(Cls, "p75"));

    [Fact]
    public void A_metric_without_values_has_no_percentile()
    {
        RealUserViews views = Of([1], _ => [new(Lcp, 1)]);
        Assert.Null(views.ValueOf(Cls, "p75"));
        Assert.Equal(0, views.CountOf(Cls));
    }

    [Fact]
    public void Views_of_several_machines_add_up_to_those_of_one()
    {
        RealUserViews all = Of(Enumerable.Range(1, 300), i => [new(Lcp, i * 7)]);
        RealUserViews merged = new();
        foreach (int machine in new[] { 0, 1, 2 })
        {
            RealUserViews part = Of(Enumerable.Range(1, 300).Where(i => i % 3 == machine), i => [new(Lcp, i * 7)]);
            merged.AddCount(part.Count);
            merged.Add("lcp", part.Encoded["lcp"]);
        }

        Assert.Equal(all.Count, merged.Count);
        Assert.All(RealUserMetric.Percentiles, p => Assert.Equal(all.ValueOf(Lcp, p), merged.ValueOf(Lcp, p)));
    }

    [Theory]
    [InlineData(600_000, true)]
    [InlineData(600_001, false)]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    [InlineData(double.NaN, false)]
    [InlineData(double.PositiveInfinity, false)]
    public void Only_what_a_browser_can_have_measured_is_believed(double value, bool isBelieved) => Assert.Equal(isBelieved, Lcp.Believes(value));

    private static RealUserViews Of(IEnumerable<int> numbers, Func<int, RealUserValue[]> values)
    {
        RealUserViews views = new();
        foreach (int number in numbers)
        {
            views.Add(new RealUserView("/", values(number)));
        }

        return views;
    }
}
