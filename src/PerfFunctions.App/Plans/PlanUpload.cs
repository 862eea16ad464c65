using Microsoft.AspNetCore.Http;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Files;

namespace PerfFunctions.App.Plans;

/// <summary>A plan as a request brings it.</summary>
/// <param name="Text">Its text, as it came, or as its script says it; empty where it was refused.</param>
/// <param name="Files">The files beside it.</param>
/// <param name="Refusal">What to answer where the plan could not be read; else null.</param>
public sealed record PlanUpload(byte[] Text, PlanFiles Files, IResult? Refusal = null)
{
    /// <summary>Why a k6 script cannot be a plan, all reasons.</summary>
    public IReadOnlyList<PlanProblem> Problems { get; init; } = [];

    /// <summary>Whether it came as a k6 script, whose author has not seen the lines of the plan.</summary>
    public bool IsScript { get; init; }

    /// <summary>Nothing but an answer.</summary>
    public static PlanUpload Refused(IResult refusal) => new([], PlanFiles.None, refusal);
}
