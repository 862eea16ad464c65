using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Trends;

namespace PerfFunctions.Engine.Tests.Trends;

public class TrendSeriesTests
{
    private static readonly MetricDefinition Lcp = MetricCatalog.Find(MetricKind.Page, "lcp")!;

    [Fact]
    public void A_change_names_the_runs_on_its_two_sides_past_runs_that_lack_the_number()
    {
        TrendRun[] history = Histories.Level("home.lcp.p50", 1000, 20).Then(900, 10);
        history[19] = history[19] with { Values = [] };
        TrendSeries series = Series(history);
        TrendChange change = Assert.Single(series.Changes);
        Assert.Equal(("run-018", "run-020"), (change.LastBefore.RunId, change.FirstAfter.RunId));
        Assert.Equal("commits c000018..c000020", change.Commits);
        Assert.Equal((29, -0.1), (series.Values.Count, Math.Round(change.Point.Size!.Value, 3)));
        Assert.False(change.IsWorse(MetricDirection.Higher));
        Assert.True(change.IsWorse(MetricDirection.Lower));
    }

    [Theory]
    [InlineData("abcdef0123", "abcdef0123", "with commit abcdef0 on both sides")]
    [InlineData(null, "abcdef0123", "at commit abcdef0")]
    [InlineData("abc", null, "after commit abc")]
    [InlineData(null, null, null)]
    public void The_commits_are_reported_as_far_as_they_are_known(string? before, string? after, string? words)
    {
        TrendRun[] history = Histories.Level("home.lcp.p50", 1000, 20).Then(900, 10);
        (history[19], history[20]) = (history[19] with { Commit = before }, history[20] with { Commit = after });
        Assert.Equal(words, Assert.Single(Series(history).Changes).Commits);
    }

    [Fact]
    public void Who_looks_twice_sees_the_same()
    {
        TrendRun[] history = Histories.Level("home.lcp.p50", 1000, 12).Then(1030, 8).Then(1010, 9);
        Assert.Equal(Series(history).Changes, Series(history).Changes);
    }

    private static TrendSeries Series(TrendRun[] history) => TrendSeries.Of(Lcp, new MetricReference("home", "lcp", "p50"), history);
}
