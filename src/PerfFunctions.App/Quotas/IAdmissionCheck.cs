using PerfFunctions.Api;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;

namespace PerfFunctions.App.Quotas;

/// <summary>Keeps runs that could hurt from starting.</summary>
public interface IAdmissionCheck
{
    /// <summary>Why this run must not be; empty where it may.</summary>
    Task<IReadOnlyList<PlanProblem>> ProblemsAsync(CheckedRun run, CancellationToken cancellationToken);
}

/// <summary>A run that is about to be.</summary>
/// <param name="RunId">The run; null while it is only asked for.</param>
/// <param name="Plan">What it will do.</param>
/// <param name="Target">Address under test, its places filled in; null where only the run will know it.</param>
/// <param name="Trigger">What asks for it.</param>
public sealed record CheckedRun(string? RunId, PerfPlan Plan, string? Target, RunTrigger Trigger)
{
    /// <summary>The plan's file, so that refusals can name its lines; null where there is none.</summary>
    public string? Text { get; init; }

    /// <summary>What the run chooses of its plan.</summary>
    public PlanSettings Settings { get; init; } = PlanSettings.None;
}
