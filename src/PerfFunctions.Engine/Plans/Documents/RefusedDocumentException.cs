using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.Engine.Plans.Documents;

/// <summary>The document cannot be read any further; the problem says why. Never leaves <see cref="PlanParser"/>.</summary>
internal sealed class RefusedDocumentException(PlanProblem problem) : Exception(problem.Message)
{
    public PlanProblem Problem { get; } = problem;
}
