using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading.K6;

namespace PerfFunctions.App.PullRequests;

/// <summary>A plan as its repository has it.</summary>
/// <param name="Text">Its text; null for a script that cannot be run.</param>
public sealed record RepositoryPlan(string? Text)
{
    /// <summary>The files beside it; null where they are not read yet.</summary>
    public PlanFiles? Files { get; init; }

    /// <summary>Its name; null where only its text says it.</summary>
    public string? Name { get; init; }

    /// <summary>Why a script cannot be run, all reasons.</summary>
    public IReadOnlyList<K6Problem> Problems { get; init; } = [];
}
