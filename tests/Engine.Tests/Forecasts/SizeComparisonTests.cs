using PerfFunctions.Engine.Forecasts;

namespace PerfFunctions.Engine.Tests.Forecasts;

/// <summary>Sizes of instances are compared by what they cost for a demand.</summary>
public sealed class SizeComparisonTests
{
    private static readonly InstancePrices Prices = new()
    {
        Sizes =
        [
            new("small", 1, 2, 0.10m), new("medium", 2, 4, 0.15m), new("large", 4, 8, 0.40m), new("pay as you go", 1, 2, 1m) { OnDemand = true },
        ],
    };

    // For 1,000/s: small 100/s: 11; medium measured 260/s: 5; large 4/2 × 260 = 520/s: 3.
    [Fact]
    public void Measured_sizes_count_as_measured_and_others_by_their_processors()
    {
        SizeComparison comparison = SizeComparison.Of(1000, Prices, new Dictionary<string, double> { ["Medium"] = 260, ["small"] = 100 });

        Assert.Equal(["medium", "small", "large", "pay as you go"], comparison.Options.Select(o => o.Size.Name));
        Assert.Equal([5, 11, 3, 11], comparison.Options.Select(o => o.Instances));
        Assert.Equal([547.5m, 803m, 876m, 8030m], comparison.Options.Select(o => o.MonthlyCost));
        Assert.Equal([true, true, false, false], comparison.Options.Select(o => o.Measured));
        Assert.Equal(4, comparison.Assumptions.Count);
    }

    [Fact]
    public void A_size_that_takes_too_many_instances_comes_last_without_a_cost()
    {
        SizeComparison comparison = SizeComparison.Of(1_500_000, Prices, new Dictionary<string, double> { ["small"] = 1000 });

        Assert.Equal(["medium", "large"], comparison.Options.Take(2).Select(o => o.Size.Name));
        Assert.All(comparison.Options.Skip(2), o => Assert.Equal((null, null), (o.Instances, o.MonthlyCost)));
    }

    [Fact]
    public void Mistakes_are_refused_all_at_once()
    {
        ArgumentException refused = Refusal(new() { ["huge"] = 1, ["small"] = double.NaN });

        Assert.StartsWith(
            "'huge' is not a size of the price list; its sizes are small, medium, large, pay as you go. The safe throughput of 'small' is NaN; a " +
                "number above 0 is needed.",
            refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("No size was measured;", Refusal([]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Default_sizes_have_names_of_their_own_and_a_price()
    {
        InstancePrices prices = new();

        Assert.Equal(prices.Sizes.Count, prices.Sizes.Select(s => s.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(prices.Sizes, s => Assert.True(s is { PerHour: > 0, Vcpus: > 0, MemoryGb: > 0 }));
        string[] names = ["Premium EP1", "Premium EP2", "Premium EP3", "App Service P0v3", "App Service P3v3", "VM D2s_v5", "VM D16s_v5"];
        Assert.All(names, n => Assert.NotNull(prices.Find(n)));
        Assert.Equal(0.21605m, prices.Find("Premium EP1")!.PerHour);
        Assert.Equal(70.08m, prices.MonthlyCost(prices.Find("VM D2s_v5")!, 1));
    }

    private static ArgumentException Refusal(Dictionary<string, double> measured) =>
        Assert.Throws<ArgumentException>(() => SizeComparison.Of(1000, Prices, measured));
}
