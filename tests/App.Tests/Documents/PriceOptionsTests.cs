using PerfFunctions.App.Documents;
using PerfFunctions.Engine.Forecasts;

namespace PerfFunctions.App.Tests.Documents;

public sealed class PriceOptionsTests
{
    [Fact]
    public void Without_settings_the_built_in_list_counts() => Assert.Equal(
        new InstancePrices().Sizes, new PriceOptions().Prices().Sizes);

    [Fact]
    public void Sizes_of_the_settings_replace_the_whole_list()
    {
        InstancePrices prices = new PriceOptions
        {
            Sizes = "App Service P1v3 = 2, 8, 0.155; My box=16 , 64.5,1 ;",
            Currency = "EUR",
            AsOf = "2026-11-30",
            HoursPerMonth = 720,
        }.Prices();

        Assert.Equal([new InstanceSize("App Service P1v3", 2, 8, 0.155m), new InstanceSize("My box", 16, 64.5, 1)], prices.Sizes);
        Assert.Equal(("EUR", new DateOnly(2026, 11, 30), 720m), (prices.Currency, prices.AsOf, prices.HoursPerMonth));
    }

    [Theory]
    [InlineData("")]
    [InlineData("box")]
    [InlineData("box = 1, 2")]
    [InlineData("box = 1, 2, 3, 4")]
    [InlineData("= 1, 2, 3")]
    [InlineData("box = 0, 2, 3")]
    [InlineData("box = 1, 2, -3")]
    [InlineData("box = 1, 2, NaN")]
    [InlineData("box = 1, 2, 1e3")]
    [InlineData("box = 1, 2, 3; BOX = 1, 2, 3")]
    public void Sizes_of_another_form_are_refused_with_the_form(string sizes)
    {
        string failure = Assert.Single(Failures(new PriceOptions { Sizes = sizes }));
        Assert.Contains($"Perf:Prices:Sizes is '{sizes}'", failure, StringComparison.Ordinal);
        Assert.Contains("NAME = VCPUS, MEMORY GB, PRICE AN HOUR", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once() =>
        Assert.Equal(2, Failures(new PriceOptions { Sizes = "box", AsOf = "30.11.2026" }).Count);

    private static IReadOnlyList<string> Failures(PriceOptions options) => [.. new PriceOptionsValidator().Validate(null, options).Failures ?? []];
}
