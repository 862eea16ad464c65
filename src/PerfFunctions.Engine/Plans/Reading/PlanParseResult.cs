using System.Diagnostics.CodeAnalysis;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Files;

namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>A plan, or everything that is wrong with it; never both.</summary>
public sealed record PlanParseResult
{
    internal PlanParseResult(PerfPlan? plan, IReadOnlyList<PlanProblem> problems, IReadOnlyList<FileReference>? files = null)
    {
        Files = files ?? [];
        Plan = problems.Count == 0 ? plan : null;
        Problems = problems;
    }

    /// <summary>The plan; null when there are problems.</summary>
    public PerfPlan? Plan { get; }

    /// <summary>Every problem, in the order of the file; empty when there is a plan.</summary>
    public IReadOnlyList<PlanProblem> Problems { get; }

    /// <summary>The files that the plan names, those of its profiles too, as far as it could be read.</summary>
    public IReadOnlyList<FileReference> Files { get; }

    /// <summary>True when there is a plan.</summary>
    [MemberNotNullWhen(true, nameof(Plan))]
    public bool IsValid => Plan is not null;
}
