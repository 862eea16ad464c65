using PerfFunctions.Engine.Forecasts;

namespace PerfFunctions.Reports.Documents;

/// <summary>
/// What a capacity plan is asked: on which instances the tested system runs, how far to look ahead, and what if demand were another
/// than the objectives say.
/// </summary>
public sealed record CapacityQuestion
{
    private const string DefaultSize = "App Service P1v3";

    /// <summary>Prices of instances.</summary>
    public InstancePrices Prices { get; init; } = new();

    /// <summary>The size that is taken when none is named: a common one, or else the first of the price list.</summary>
    public string UsualSize => Prices.Find(DefaultSize)?.Name ?? Prices.Sizes[0].Name;

    /// <summary>Name of the size of the tested system's instances, as the price list has it.</summary>
    public string Size { get => field ?? UsualSize; init; }

    /// <summary>
    /// Instances that the tested system has today; at least 1. Null for those of the run that measured its capacity, or one if that
    /// does not say.
    /// </summary>
    public int? Instances { get; init; }

    /// <summary>How many months to look ahead; 1 to <see cref="DemandForecast.MaxMonths"/>.</summary>
    public int Months { get; init; } = 12;

    /// <summary>Whether someone said the size; otherwise the document marks it as assumed.</summary>
    public bool IsSizeStated { get; init; }

    /// <summary>Growth in a month as a share, in place of that of the objectives; null for theirs.</summary>
    public double? GrowthPerMonth { get; init; }

    /// <summary>Busiest moment of a month relative to its ordinary busy hour, in place of that of the objectives; null for theirs.</summary>
    public double? PeakFactor { get; init; }

    /// <summary>Requests per second at the busiest time of an ordinary day, in place of those of the objectives; null for theirs.</summary>
    public double? Demand { get; init; }
}
