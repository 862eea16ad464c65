using System.Collections.ObjectModel;

namespace PerfFunctions.Engine.Objectives;

/// <summary>What a system must do, for whom and for how long: the requirements that budgets and capacity plans derive from.</summary>
public sealed record ServiceObjectives
{
    /// <summary>Who answers for the system, such as a team; null when it is not said.</summary>
    public string? Owner { get; init; }

    /// <summary>User journeys, in the order of the file.</summary>
    public IReadOnlyList<Journey> Journeys { get; init; } = [];

    /// <summary>How demand is expected to change; null when it is not said.</summary>
    public DemandGrowth? Growth { get; init; }

    /// <summary>Data volumes by name, such as products: 100,000.</summary>
    public IReadOnlyDictionary<string, long> Data { get; init; } = ReadOnlyDictionary<string, long>.Empty;

    /// <summary>Most that the infrastructure of the tested system may cost in a month, in the currency of the price list; null for no limit.</summary>
    public decimal? MonthlyCost { get; init; }
}
