using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.App.Quotas;

/// <summary>All guards at once, so that a refusal names everything that stands against a run.</summary>
public sealed class AdmissionChecks(IEnumerable<IAdmissionCheck> guards)
{
    /// <summary>Why this run must not be; empty where it may.</summary>
    public async Task<IReadOnlyList<PlanProblem>> ProblemsAsync(CheckedRun run, CancellationToken cancellationToken)
    {
        IReadOnlyList<PlanProblem>[] found = await Task.WhenAll(guards.Select(g => g.ProblemsAsync(run, cancellationToken)));
        return [.. found.SelectMany(f => f).Select(problem => Placed(problem, run))];
    }

    private static PlanProblem Placed(PlanProblem problem, CheckedRun run) =>
        problem.Line == 0 && run.Text is { } text
            ? problem with { Line = PlanLines.Find(text, problem.Path, run.Settings) }
            : problem;
}
