using PerfFunctions.Engine.Objectives;

namespace PerfFunctions.Engine.Tests.Objectives;

public class ErrorBudgetTests
{
    private static readonly ErrorBudget Budget = new(0.999, TimeSpan.FromDays(28));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.0005, 0.5)]
    [InlineData(0.001, 1)]
    [InlineData(0.003, 3)]
    [InlineData(1, 1000)]
    public void An_error_rate_burns_the_budget_by_its_share_of_the_errors_that_are_allowed(double errors, double burn) =>
        Assert.Equal(burn, Budget.BurnRate(errors), 1e-9);

    [Fact]
    public void At_a_burn_rate_of_1_an_hour_uses_its_share_of_the_window()
    {
        Assert.Equal(1 / (28 * 24.0), Budget.SharePerHour(0.001), 1e-12);
        Assert.Equal(28, Budget.Lasts(0.001)!.Value.TotalDays, 1e-6);
        Assert.Equal(14.4, new ErrorBudget(0.999, TimeSpan.FromDays(30)).BurnRate(0.0144), 1e-9);
        Assert.Equal(0.02, new ErrorBudget(0.999, TimeSpan.FromDays(30)).SharePerHour(0.0144), 1e-9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.Epsilon)]
    public void Without_errors_a_budget_lasts_for_ever(double errors) => Assert.Null(Budget.Lasts(errors));

    [Theory]
    [InlineData(0.003, "at 0.3% errors, the error budget of 28 days (0.1%) burns 3 times as fast as allowed: 0.446% of it an hour, all of it in 9.33 days")]
    [InlineData(0.001, "at 0.1% errors, the error budget of 28 days (0.1%) burns exactly as fast as allowed: 0.149% of it an hour, all of it in 28 days")]
    [InlineData(0.5, "at 50% errors, the error budget of 28 days (0.1%) burns 500 times as fast as allowed: 74.4% of it an hour, all of it in 1.34 hours")]
    [InlineData(0.0, "without errors, the error budget of 28 days (0.1%) is not used")]
    public void What_an_error_rate_means_is_said_in_words(double errors, string words) => Assert.Equal(words, Budget.Describe(errors));

    [Fact]
    public void An_error_rate_that_was_not_measured_is_not_taken_for_zero() =>
        Assert.StartsWith("no data: the error rate was not measured", Budget.Describe(null), StringComparison.Ordinal);

    [Fact]
    public void A_journey_has_an_error_budget_where_it_says_its_availability()
    {
        Journey journey = new("checkout", "buy") { Availability = 0.99, Window = TimeSpan.FromDays(7) };
        Assert.Equal(new ErrorBudget(0.99, TimeSpan.FromDays(7)), ErrorBudget.Of(journey));
        Assert.Null(ErrorBudget.Of(journey with { Availability = null }));
    }
}
