namespace PerfFunctions.Engine.Objectives;

/// <summary>How demand is expected to change.</summary>
public sealed record DemandGrowth
{
    /// <summary>Growth in a month as a share: 0.1 is 10 %.</summary>
    public double PerMonth { get; init; }

    /// <summary>Busiest moment of a month relative to its ordinary busy hour; at least 1.</summary>
    public double PeakFactor { get; init; } = 1;

    /// <summary>Factors of the twelve months, January first, whose mean is about 1; empty without seasons.</summary>
    public IReadOnlyList<double> Seasons { get; init; } = [];

    /// <summary>Days on which demand is higher, in the order of the file.</summary>
    public IReadOnlyList<DemandEvent> Events { get; init; } = [];
}

/// <summary>A day on which demand is higher.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Date">The day.</param>
/// <param name="Factor">Demand relative to that of an ordinary day of the time; at least 1.</param>
public sealed record DemandEvent(string Name, DateOnly Date, double Factor);
