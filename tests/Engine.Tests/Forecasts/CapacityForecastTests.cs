using PerfFunctions.Engine.Capacity;
using PerfFunctions.Engine.Forecasts;
using PerfFunctions.Engine.Objectives;

namespace PerfFunctions.Engine.Tests.Forecasts;

/// <summary>Demand, instances and prices become months, dates and sentences.</summary>
public sealed class CapacityForecastTests
{
    private static readonly DateOnly Start = new(2026, 1, 15);

    private static readonly InstanceSize Size = new("medium", 2, 8, 0.10m);

    private static readonly InstancePrices Prices = new() { AsOf = new DateOnly(2026, 1, 1), Sizes = [Size] };

    // 100/s, 200/s, 400/s at 100/s an instance: 1, 2, 4, and one more.
    [Fact]
    public void Each_month_has_one_instance_more_than_its_demand_takes()
    {
        CapacityForecast forecast = Forecast(new DemandGrowth { PerMonth = 1 }, 3, InstanceScaling.Independent(100), 3);

        Assert.Equal([1, 2, 4], forecast.Months.Select(m => m.Needed));
        Assert.Equal([2, 3, 5], forecast.Months.Select(m => m.Instances));
        Assert.Equal([146m, 219m, 365m], forecast.Months.Select(m => m.Cost));
        Assert.Equal(new DateOnly(2026, 3, 1), forecast.OutgrownOn);
        Assert.Equal(
            ["Today's size, 3 × medium, no longer serves the demand with one instance failed from 2026-03-01: 400/s take 5."], forecast.Sentences);
        Assert.Contains("Instances are assumed to be independent, 100/s each: measure runs with several numbers of instances to see what they " +
            "share.", forecast.Assumptions);
        Assert.Contains("medium is taken to cost 0.10 USD an hour (prices as of 2026-01-01), 730 hours a month.", forecast.Assumptions);
    }

    [Fact]
    public void Each_instance_stays_at_its_safe_load_when_one_fails()
    {
        CapacityForecast forecast = Forecast(new DemandGrowth { PerMonth = 0.07, PeakFactor = 1.7 }, 60, InstanceScaling.Independent(37), 4);

        Assert.All(forecast.Months, m => Assert.True(m.Demand.Busiest.PerSecond <= 37 * (m.Instances!.Value - 1)));
        Assert.All(forecast.Months, m => Assert.True(m.Demand.Busiest.PerSecond > 37 * (m.Instances!.Value - 2)));
    }

    [Fact]
    public void The_first_event_that_is_too_much_is_the_day_on_which_todays_size_no_longer_serves()
    {
        DemandGrowth growth = new() { Events = [new("launch", new DateOnly(2026, 2, 10), 2.5), new("sale", new DateOnly(2026, 2, 20), 4)] };
        CapacityForecast forecast = Forecast(growth, 4, InstanceScaling.Independent(100), 3);

        Assert.Equal([2, 5, 2, 2], forecast.Months.Select(m => m.Instances));
        Assert.Equal(new DateOnly(2026, 2, 10), forecast.OutgrownOn);
        Assert.Contains("from 2026-02-10 ('launch'): 250/s take 4.", forecast.Sentences[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_size_that_lasts_and_a_limit_of_cost_are_said()
    {
        CapacityForecast forecast = Forecast(new DemandGrowth { PerMonth = 0.5 }, 3, InstanceScaling.Independent(100), 9, limit: 250m);

        Assert.Null(forecast.OutgrownOn);
        Assert.Equal(new DateOnly(2026, 3, 1), forecast.OverCostOn);
        Assert.Equal(
            ["Today's size, 9 × medium, serves all 3 months, with one instance failed.", "In the month of 2026-03-01, instances cost 292.00 USD, " +
                "over the limit of 250.00 USD."],
            forecast.Sentences);
    }

    // σ = 0.1, κ = 0.01: the peak is at 9.5 instances, with 100·9/(1 + 0.8 + 0.72) = 357/s.
    [Fact]
    public void Measured_scaling_has_an_end_beyond_which_no_number_of_instances_serves()
    {
        ScalabilityLaw law = new(100, 0.1, 0.01);
        CapacityPoint[] points = [.. new[] { 1, 2, 3, 4, 6, 8, 12 }.Select(n => new CapacityPoint(n, law.ThroughputAt(n)))];
        CapacityAnalysis analysis = CapacityAnalysis.Of(points, ConcurrencyUnit.Instances);
        InstanceScaling scaling = InstanceScaling.Measured(analysis);

        Assert.Equal([1, 2, 9, null], new[] { 100, 150, 355, 360.0 }.Select(d => scaling.InstancesFor(d - 0.001)));
        CapacityForecast forecast = Forecast(new DemandGrowth { PerMonth = 0.5 }, 5, scaling, 4);
        Assert.Equal([2, 3, 4, 8, null], forecast.Months.Select(m => m.Instances));
        Assert.Null(forecast.Months[^1].Cost);
        Assert.Equal("From 2026-05-01, no number of instances serves 506/s: instances have to share less, or become larger.", forecast.Sentences[1]);
        Assert.Contains("Throughput over instances follows the Universal Scalability Law, measured with 1 to 12 instances; more than that is " +
            "extrapolated.", forecast.Assumptions);
    }

    [Fact]
    public void Scaling_is_refused_without_a_model_of_instances()
    {
        CapacityPoint[] points = [.. Enumerable.Range(1, 6).Select(n => new CapacityPoint(n, n * 100))];

        AssertRefused("The points are of users; points of instances are needed.", CapacityAnalysis.Of(points, ConcurrencyUnit.Users));
        AssertRefused("Only 3 different loads were measured.", CapacityAnalysis.Of(points[..3], ConcurrencyUnit.Instances));
        Assert.Throws<ArgumentOutOfRangeException>(() => InstanceScaling.Independent(0));
    }

    private static void AssertRefused(string message, CapacityAnalysis analysis) => Assert.StartsWith(
        message, Assert.Throws<ArgumentException>(() => InstanceScaling.Measured(analysis)).Message, StringComparison.Ordinal);

    private static CapacityForecast Forecast(DemandGrowth growth, int months, InstanceScaling scaling, int instances, decimal? limit = null) =>
        CapacityForecast.Of(new ForecastInput(DemandForecast.Of(100, growth, Start, months), scaling, Prices, Size, instances)
        {
            MonthlyLimit = limit,
        });
}
