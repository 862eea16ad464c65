namespace PerfFunctions.Api;

/// <summary>What a run is about to do; data of an event <c>plan</c>.</summary>
public sealed record RunOutline
{
    /// <summary>Length of the longest scenario, seconds; 0 without load.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>Scenarios, in the order of the plan.</summary>
    public required IReadOnlyList<OutlinedScenario> Scenarios { get; init; }

    /// <summary>Names of pages, in the order of the plan.</summary>
    public required IReadOnlyList<string> Pages { get; init; }

    /// <summary>Budgets, as the plan has them.</summary>
    public required IReadOnlyList<string> Budgets { get; init; }
}

/// <summary>A scenario that is planned.</summary>
/// <param name="Name">Scenario name.</param>
/// <param name="IsUsers">Whether its stages are users; otherwise arrivals per second.</param>
/// <param name="Stages">Its stages in order.</param>
public sealed record OutlinedScenario(string Name, bool IsUsers, IReadOnlyList<OutlinedStage> Stages);

/// <summary>A stage, from one value to another in a straight line.</summary>
/// <param name="FromSecond">When it starts, seconds since the common start.</param>
/// <param name="ToSecond">When it ends.</param>
/// <param name="From">Arrivals per second, or users, at its start.</param>
/// <param name="To">The same at its end.</param>
public sealed record OutlinedStage(double FromSecond, double ToSecond, double From, double To);
