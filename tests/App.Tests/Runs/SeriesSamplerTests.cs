using PerfFunctions.Api;
using PerfFunctions.Api.Live;
using PerfFunctions.App.Runs;

namespace PerfFunctions.App.Tests.Runs;

public sealed class SeriesSamplerTests
{
    [Fact]
    public void Seconds_that_have_room_are_points_each_and_one_without_a_record_has_no_value()
    {
        RunSeries series = SeriesSampler.Of([Second(0, 5, 20), Second(2, 7, null)], from: 0, to: null, points: 10);

        Assert.Equal((0, 3, 1), (series.From, series.To, series.Step));
        Assert.Equal([0, 1, 2], series.Seconds);
        ScenarioSeriesPoints browse = Assert.Single(series.Scenarios);
        Assert.Equal([5, null, 7], browse.Started);
        Assert.Equal([20, null, null], browse.P95Ms);
    }

    [Fact]
    public void Of_a_second_that_is_there_again_the_last_record_counts() =>
        Assert.Equal([9], SeriesSampler.Of([Second(0, 5, 20), Second(0, 9, 20)], from: 0, to: null, points: 10).Scenarios[0].Started);

    [Fact]
    public void More_seconds_than_points_leave_the_extremes_in_the_order_of_time()
    {
        // A spike upwards in one bucket, a dip before the rise in the next.
        LiveSecond[] seconds = [.. Enumerable.Range(0, 8).Select(i => Second(i, i switch { 1 => 90, 3 => 2, 5 => 1, 6 => 80, _ => 10 }, 20))];

        RunSeries series = SeriesSampler.Of(seconds, from: 0, to: null, points: 4);

        Assert.Equal(4, series.Step);
        Assert.Equal([0, 2, 4, 6], series.Seconds);
        Assert.Equal([90, 2, 1, 80], series.Scenarios[0].Started);
    }

    [Theory]
    [InlineData(1_201, 600)]
    [InlineData(3_600, 600)]
    [InlineData(86_400, 600)]
    [InlineData(601, 600)]
    public void There_are_never_more_points_than_asked_for_and_the_greatest_value_is_one_of_them(int length, int points)
    {
        LiveSecond[] seconds = [.. Enumerable.Range(0, length).Select(i => Second(i, i == length - 1 ? 1_000 : i % 7, i))];

        RunSeries series = SeriesSampler.Of(seconds, from: 0, to: null, points);

        Assert.InRange(series.Seconds.Count, points / 2, points);
        Assert.Equal((series.Seconds.Count, 1_000d), (series.Scenarios[0].Started.Count, series.Scenarios[0].Started.Max()));
        Assert.Equal((0, length - 1), (series.Scenarios[0].P95Ms.Min(), series.Scenarios[0].P95Ms.Max()));
        Assert.Equal(series.Seconds.Order().Distinct(), series.Seconds);
    }

    [Fact]
    public void A_range_is_read_alone_and_scenarios_that_do_nothing_in_it_stay()
    {
        LiveSecond[] seconds = [.. Enumerable.Range(0, 20).Select(i => i < 5 ? Second(i, i, i) : new LiveSecond(i, []))];

        RunSeries series = SeriesSampler.Of(seconds, from: 10, to: 13, points: 10);

        Assert.Equal([10, 11, 12], series.Seconds);
        Assert.Equal([null, null, null], Assert.Single(series.Scenarios).Started);
    }

    [Fact]
    public void Before_any_load_there_are_no_points()
    {
        RunSeries series = SeriesSampler.Of([], from: 0, to: null, points: 10);
        Assert.Empty(series.Seconds);
        Assert.Empty(series.Scenarios);
    }

    private static LiveSecond Second(int second, long started, double? p95Ms) =>
        new(second, [new LivePoint("browse", started, started, 0, 0, p95Ms, p95Ms, p95Ms)]);
}
