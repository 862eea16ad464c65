using PerfFunctions.App.Quotas;
using PerfFunctions.Engine.Plans.Documents;

namespace PerfFunctions.App.KillSwitch;

/// <summary>Refuses runs that are asked for while everything is stopped. Runs that are there already end as cancelled.</summary>
public sealed class StopGuard(StopSwitch stops) : IRunGuard
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<PlanProblem>> ProblemsAsync(GuardedRun run, CancellationToken cancellation) =>
        run.RunId is null && await stops.FindAsync(cancellation) is { ReleasedAt: null } state
            ? [new PlanProblem("stop", 0, null, state.Reason.TrimEnd('.'), "a run once everything is released, by DELETE api/stop")]
            : [];
}
