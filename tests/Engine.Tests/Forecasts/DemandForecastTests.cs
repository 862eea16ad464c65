using PerfFunctions.Engine.Forecasts;
using PerfFunctions.Engine.Objectives;

namespace PerfFunctions.Engine.Tests.Forecasts;

/// <summary>Demand grows month by month, with seasons, peaks and events.</summary>
public sealed class DemandForecastTests
{
    private static readonly DateOnly Start = new(2026, 1, 15);

    [Fact]
    public void Growth_is_compounded_each_month_and_has_no_end()
    {
        DemandForecast forecast = DemandForecast.Of(100, new DemandGrowth { PerMonth = 0.1 }, Start, 60);

        Assert.Equal(60, forecast.Months.Count);
        Assert.Equal([100, 110, 121], forecast.Months.Take(3).Select(m => Math.Round(m.Busiest.PerSecond, 9)));
        Assert.Equal(100 * Math.Pow(1.1, 59), forecast.Months[^1].Busiest.PerSecond, 1e-6);
        Assert.Equal([Start, new DateOnly(2026, 2, 1), new DateOnly(2026, 3, 1)], forecast.Months.Take(3).Select(m => m.From));
    }

    [Fact]
    public void Each_month_has_its_season_and_its_peak()
    {
        DemandGrowth growth = new() { PeakFactor = 2, Seasons = [0.8, 0.9, 1, 1, 1, 1, 1, 1, 1, 1, 1.1, 1.2] };
        DemandForecast forecast = DemandForecast.Of(100, growth, Start, 13);

        Assert.Equal([160, 180, 200, 220, 240, 160], new[] { 0, 1, 2, 10, 11, 12 }.Select(m => Math.Round(forecast.Months[m].Busiest.PerSecond, 9)));
        Assert.Contains("Seasons range from 0.8 to 1.2 and are the same every year.", forecast.Assumptions);
    }

    [Fact]
    public void An_event_is_the_busiest_day_of_its_month_when_it_is_above_the_ordinary_peak()
    {
        DemandGrowth growth = new()
        {
            PeakFactor = 1.5,
            Events =
            [
                new("sale", new DateOnly(2026, 2, 20), 4), new("news", new DateOnly(2026, 2, 3), 2), new("quiet", new DateOnly(2026, 3, 1), 1.2),
                new("past", new DateOnly(2026, 1, 14), 9), new("later", new DateOnly(2026, 4, 1), 9),
            ],
        };
        DemandForecast forecast = DemandForecast.Of(100, growth, Start, 3);

        Assert.Equal([150, 400, 150], forecast.Months.Select(m => m.Busiest.PerSecond));
        Assert.Equal([null, "news", "sale"], forecast.Months[1].Peaks.Select(p => p.Event?.Name));
        Assert.Equal(new DateOnly(2026, 2, 20), forecast.Months[1].Busiest.Day);
        Assert.Contains("Not in the forecast, because it does not cover their days: 'past', 'later'.", forecast.Assumptions);
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        AssertRefused("The demand is 0/s; a rate above 0/s is needed.", () => DemandForecast.Of(0, new DemandGrowth(), Start, 12));
        AssertRefused("The demand is NaN/s; a rate above 0/s is needed.", () => DemandForecast.Of(double.NaN, new DemandGrowth(), Start, 12));
        AssertRefused("The forecast is to cover 61 months; 1 to 60 are allowed.", () => DemandForecast.Of(1, new DemandGrowth(), Start, 61));
        AssertRefused("There are 2 seasons; one for each of the twelve months, or none, is " +
            "needed.", () => DemandForecast.Of(1, new DemandGrowth { Seasons = [1, 1] }, Start, 12));
    }

    private static void AssertRefused(string message, Func<object> make) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(make).Message, StringComparison.Ordinal);
}
