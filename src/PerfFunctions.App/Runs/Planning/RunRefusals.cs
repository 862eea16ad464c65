using PerfFunctions.Api;
using PerfFunctions.App.ActivityLogs;
using PerfFunctions.App.Quotas;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;

namespace PerfFunctions.App.Runs.Planning;

/// <summary>Refuses runs that must not be, and logs that it did.</summary>
public sealed class RunRefusals(AdmissionChecks checks, Admission admission, ActivityLog log, TimeProvider time)
{
    /// <summary>Why nothing may run this plan; null where it may run.</summary>
    public async Task<RunStop?> CheckAsync(PlannedRun run, CancellationToken cancellationToken) =>
        await RefusedAsync(run, await checks.ProblemsAsync(run.Checked, cancellationToken), cancellationToken);

    /// <summary>Takes the run's lease, or gives why it gets none.</summary>
    public async Task<RunStop?> EnterAsync(PlannedRun run, CancellationToken cancellationToken) =>
        await RefusedAsync(run, await admission.EnterAsync(run.Checked, cancellationToken), cancellationToken);

    private async Task<RunStop?> RefusedAsync(
        PlannedRun run, IReadOnlyList<PlanProblem> refusals, CancellationToken cancellationToken)
    {
        if (refusals.Count == 0)
        {
            return null;
        }

        string reason = $"The run is refused:\n{string.Join('\n', refusals.Select(r => $"- {r}"))}";
        if (refusals.All(r => r.Transient) && !run.IsLastAsk)
        {
            return new RunStop(RunOutcome.NoData, reason, Transient: true);
        }

        var entry = new ActivityEntry
        {
            At = time.GetUtcNow(),
            Who = run.Run.By,
            What = ActivityKind.Start,
            Run = run.Run.RunId,
            Plan = run.Checked.Plan.Name,
            Target = run.Checked.Target,
            Refused = string.Join('\n', refusals),
        };
        await log.AddOnceAsync(run.Run.RunId, entry, cancellationToken);
        return new RunStop(RunOutcome.NoData, reason);
    }
}
