using Microsoft.Extensions.Options;
using PerfFunctions.App.Options;
using PerfFunctions.Engine.Plans.Documents;

namespace PerfFunctions.App.Quotas;

/// <summary>Refuses plans that ask for more than the service lets any run do.</summary>
public sealed class QuotaCheck(IOptions<QuotaOptions> quotas, IOptions<RunOptions> runs) : IAdmissionCheck
{
    /// <inheritdoc />
    public Task<IReadOnlyList<PlanProblem>> ProblemsAsync(CheckedRun run, CancellationToken cancellationToken) =>
        Task.FromResult(quotas.Value.Plan(runs.Value).Problems(run.Plan, runs.Value.MaxLoads));
}
