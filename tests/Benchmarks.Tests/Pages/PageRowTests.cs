using PerfFunctions.Benchmarks.Pages;

namespace PerfFunctions.Benchmarks.Tests.Pages;

public class PageRowTests
{
    [Theory]
    [InlineData("lcp", 550, 500, true)]
    [InlineData("lcp", 551, 500, false)]
    [InlineData("lcp", 1900, 2000, true)]
    [InlineData("lcp", 1899, 2000, false)]
    [InlineData("cls", 0.105, 0.1, true)]
    [InlineData("cls", 0.085, 0.1, false)]
    [InlineData("fcp", 900, 100, null)]
    public void Medians_are_held_to_the_wider_of_the_stated_bounds(string metric, double ours, double theirs, bool? holds) =>
        Assert.Equal(holds, Row(metric, [ours], [theirs]).MedianHolds);

    [Theory]
    [InlineData("lcp", new double[] { 100, 110, 105 }, new double[] { 200, 210 }, true)]
    [InlineData("lcp", new double[] { 100, 110.3 }, new double[] { 200, 210 }, true)]
    [InlineData("lcp", new double[] { 100, 111 }, new double[] { 200, 210 }, false)]
    [InlineData("cls", new[] { 0.1, 0.102 }, new[] { 0.1, 0.1 }, false)]
    public void Our_spread_is_from_the_least_to_the_greatest_and_may_not_be_wider(string metric, double[] ours, double[] theirs, bool holds) =>
        Assert.Equal(holds, Row(metric, ours, theirs).SpreadHolds);

    [Fact]
    public void No_values_are_within_no_bound()
    {
        foreach (PageRow row in new[] { Row("lcp", [], [1]), Row("lcp", [1], []), Row("lcp", [], []) })
        {
            Assert.False(row.MedianHolds);
            Assert.False(row.SpreadHolds);
        }
    }

    [Fact]
    public void The_table_shows_each_number_says_what_failed_and_counts_last()
    {
        string text = PageTable.Of(new(
            [Row("lcp", [1000, 1010, 1020], [1100, 1140]), Row("cls", [0.1], [0.1]), Row("tbt", [], [0])],
            ["hero, Lighthouse: did not end within 120 s"]));
        string[] lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(["hero", "LCP", "1010", "1120", "-110", "-9.8", "20", "40", "OUT", "not", "wider"], Words(lines[2]));
        Assert.Equal(["hero", "CLS", "0.100", "0.100", "0.000", "0.0", "0.000", "0.000", "within", "not", "wider"], Words(lines[3]));
        Assert.Equal(["hero", "TBT", "-", "0", "-", "-", "-", "0", "-", "WIDER"], Words(lines[4]));
        Assert.Equal(["all", "pages", "LCP", "10.0", "28.3", "0.35"], Words(lines[7])[..6]);
        Assert.Equal("level", Words(lines[7])[^1]);
        Assert.Equal(["all", "pages", "CLS", "-", "-", "-", "-", "-", "WIDER"], Words(lines[8]));
        Assert.Equal("hero, Lighthouse: did not end within 120 s", lines[^2]);
        Assert.Equal(
            "Within the bounds (LCP 5 % or 50 ms, CLS 0.01): 1 of 2 medians; our spread is not wider in 2 of 3 rows, "
            + "and over all pages in 1 of 3 metrics.", lines[^1]);
    }

    private static PageRow Row(string metric, double[] ours, double[] theirs) =>
        new("hero", PageMetric.All.Single(known => known.Key == metric), ours, theirs);

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
