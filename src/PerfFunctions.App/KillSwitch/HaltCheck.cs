using PerfFunctions.App.Quotas;
using PerfFunctions.Engine.Plans.Documents;

namespace PerfFunctions.App.KillSwitch;

/// <summary>Refuses runs that are requested while the service is halted. Runs that exist already end as cancelled.</summary>
public sealed class HaltCheck(KillSwitchStore stops) : IAdmissionCheck
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<PlanProblem>> ProblemsAsync(CheckedRun run, CancellationToken cancellationToken) =>
        run.RunId is null && await stops.FindAsync(cancellationToken) is { ResumedAt: null } state
            ? [new PlanProblem("halt", 0, null, state.Message.TrimEnd('.'), "a run once the service is resumed, by DELETE api/halt or 'perf resume'")]
            : [];
}
