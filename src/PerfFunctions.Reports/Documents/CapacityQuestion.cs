using PerfFunctions.Engine.Forecasts;

namespace PerfFunctions.Reports.Documents;

/// <summary>What a capacity plan is asked: on which instances the tested system runs, and how far to look ahead.</summary>
public sealed record CapacityQuestion
{
    /// <summary>The size that is taken when none is named.</summary>
    public const string DefaultSize = "App Service P1v3";

    /// <summary>Prices of instances.</summary>
    public InstancePrices Prices { get; init; } = new();

    /// <summary>Name of the size of the tested system's instances, as the price list has it.</summary>
    public string Size { get; init; } = DefaultSize;

    /// <summary>Instances that the tested system had while it was measured, and has today; at least 1.</summary>
    public int Instances { get; init; } = 1;

    /// <summary>How many months to look ahead; 1 to <see cref="DemandForecast.MaxMonths"/>.</summary>
    public int Months { get; init; } = 12;

    /// <summary>Whether someone said size and instances; otherwise the document marks them as assumed.</summary>
    public bool IsStated { get; init; }
}
