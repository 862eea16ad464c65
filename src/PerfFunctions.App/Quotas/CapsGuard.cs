using Microsoft.Extensions.Options;
using PerfFunctions.App.Options;
using PerfFunctions.Engine.Plans.Documents;

namespace PerfFunctions.App.Quotas;

/// <summary>Refuses plans that ask for more than the service lets any run do.</summary>
public sealed class CapsGuard(IOptions<CapsOptions> caps, IOptions<RunOptions> runs) : IRunGuard
{
    /// <inheritdoc />
    public Task<IReadOnlyList<PlanProblem>> ProblemsAsync(GuardedRun run, CancellationToken cancellationToken) =>
        Task.FromResult(caps.Value.Plan(runs.Value).Problems(run.Plan, runs.Value.MaxLoads));
}
