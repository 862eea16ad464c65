using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Charts;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Tests;

public class ChartTests
{
    [Theory]
    [InlineData(0, 1, 5)]
    [InlineData(3, 3, 4)]
    [InlineData(49.8, 60, 4)]
    [InlineData(632, 800, 5)]
    [InlineData(0.124, 0.15, 4)]
    [InlineData(1e9, 1e9, 5)]
    [InlineData(double.NaN, 1, 5)]
    public void A_scale_ends_at_a_number_people_count_in(double largest, double max, int ticks)
    {
        NiceScale scale = NiceScale.For(largest, 4);
        Assert.Equal(max, scale.Max, 9);
        Assert.Equal(ticks, scale.Ticks.Count);
        Assert.Equal(0, scale.Ticks[0]);
    }

    [Theory]
    [InlineData(0, 119, "0,30,60,90")]
    [InlineData(7, 12, "7,8,9,10,11,12")]
    [InlineData(0, 0, "0")]
    [InlineData(0, 7199, "0,1800,3600,5400")]
    [InlineData(0, 1_000_000, "0,259200,518400,777600")]
    public void Time_is_marked_at_whole_steps(int first, int last, string marks) =>
        Assert.Equal(marks, string.Join(',', NiceScale.Seconds(first, last, 5)));

    [Fact]
    public void A_line_breaks_where_values_are_missing_and_a_lone_value_is_a_dot()
    {
        double?[] values = [0, 10, null, 5, null];
        Assert.Equal("M0 1000L500 0M1500 500h0", PathData.Line([0, 1, 2, 3, 4], values, 10));
        Assert.Equal("M0 1000L500 0V1000H0ZM1500 500V1000H1500Z", PathData.Area([0, 1, 2, 3, 4], values, 10));
        Assert.Equal("M0 500h0", PathData.Line([7], [5], 10));
    }

    [Fact]
    public void Thinning_adds_counts_and_keeps_peaks()
    {
        TimelinePoint[] timeline = [.. Enumerable.Range(10, 1201).Select(s => new TimelinePoint(
            s, new IntervalCounts { Sent = 2, Failed = s == 500 ? 1 : 0 }, s == 600 ? 900 : 10, null, double.NaN))];
        IReadOnlyList<TimelineBucket> buckets = TimelineBucket.Of(timeline, 600);
        Assert.InRange(buckets.Count, 400, 600);
        Assert.Equal(2402, buckets.Sum(b => b.Counts.Sent));
        Assert.Equal(1, buckets.Sum(b => b.Counts.Failed));
        Assert.Equal(900, buckets.Max(b => b.P50Ms));
        Assert.All(buckets, b => Assert.Equal((2.0, null, null), (b.PerSecond(c => c.Sent), b.P95Ms, b.P99Ms)));
    }

    [Fact]
    public void Seconds_without_a_point_are_seconds_without_requests()
    {
        TimelinePoint[] timeline = [new(0, new() { Sent = 4 }, 1, 1, 1), new(3, new() { Sent = 6 }, 2, 2, 2)];
        Assert.Equal([4.0, 0, 0, 6], TimelineBucket.Of(timeline, 600).Select(b => b.PerSecond(c => c.Sent)));
        Assert.Empty(TimelineBucket.Of([], 600));
    }

    [Fact]
    public void Points_of_some_seconds_each_are_merged_as_wholes()
    {
        TimelinePoint[] timeline = [.. Enumerable.Range(0, 900).Select(i =>
            new TimelinePoint(i * 4, new IntervalCounts { Sent = 8 }, 1, 1, 1) { Seconds = 4, Warmup = i < 2 })];
        IReadOnlyList<TimelineBucket> buckets = TimelineBucket.Of(timeline, 600);
        Assert.InRange(buckets.Count, 400, 600);
        Assert.All(buckets, b => Assert.Equal((0, 2.0), (b.Seconds % 4, b.PerSecond(c => c.Sent))));
        Assert.Single(buckets, b => b.Warmup);
    }

    [Theory]
    [InlineData(0, 1, 10.25)]
    [InlineData(19, 21, 25.125)]
    [InlineData(30, 31, 40.5)]
    [InlineData(40, 41, null)]
    public void What_was_planned_is_read_from_the_line_of_the_stages(int from, int to, double? expected)
    {
        PlannedStage[] stages = [new(0, 20, 10, 20), new(20, 40, 30, 50)];
        Assert.Equal(expected, PlannedLine.Mean(stages, from, to) is { } mean ? Math.Round(mean, 9) : null);
    }

    [Fact]
    public void Every_hole_is_encoded_but_markup()
    {
        string text = "<b>\"'&\u0000\u202E😀";
        Assert.Equal("<p title=\"&lt;b&gt;&quot;&#39;&amp;&#128512;\"><i>1.5</i></p>", Markup.Of($"<p title=\"{text}\">{Markup.Of($"<i>{1.5}</i>")}</p>").ToString());
    }

    [Theory]
    [InlineData("lcp", 2500, "good")]
    [InlineData("lcp", 2501, "needs improvement")]
    [InlineData("lcp", 4001, "poor")]
    [InlineData("cls", 0.1, "good")]
    [InlineData("cls", 0.26, "poor")]
    [InlineData("inp", 500, "needs improvement")]
    [InlineData("fcp", 3001, "poor")]
    [InlineData("ttfb", 800, "good")]
    public void Ratings_follow_the_core_web_vitals(string metric, double value, string rating) =>
        Assert.Equal(rating, VitalBand.Of(metric)!.Rating(value));
}
