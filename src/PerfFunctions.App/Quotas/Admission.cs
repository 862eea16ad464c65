using Azure;
using Microsoft.Extensions.Options;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.App.Quotas;

/// <summary>
/// Lets no more runs in than may be in progress at once, with no more load, and than the month's limit on costs bears. A run takes
/// a lease before it measures and gives it back when it
/// has; a lease runs out by itself where its run broke.
/// </summary>
/// <remarks>A run whose service was away for longer than its lease goes on without one, and is then not counted.</remarks>
public sealed class Admission(LeaseStore leases, RunStore runs, RunCosts costs, IOptions<QuotaOptions> options, TimeProvider time) : IAdmissionCheck
{
    /// <summary>How often a lease is to be renewed.</summary>
    public static readonly TimeSpan Renewal = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    // Each attempt fails only because another run was let in: with this many beside each other something else is wrong.
    private const int MaxAttempts = 100;

    /// <summary>Why a run would not be let in now. It may be otherwise when it is planned.</summary>
    public async Task<IReadOnlyList<PlanProblem>> ProblemsAsync(CheckedRun run, CancellationToken cancellationToken) =>
        await ProblemsAsync(run, await OthersAsync(run.RunId, cancellationToken), cancellationToken);

    /// <summary>Lets a run in, or says why not. A run that is in already stays in.</summary>
    /// <exception cref="InvalidOperationException">Storage conflicts prevent admission.</exception>
    public async Task<IReadOnlyList<PlanProblem>> EnterAsync(CheckedRun run, CancellationToken cancellationToken)
    {
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            ETag? ledger = await leases.FindLedgerAsync(cancellationToken);
            IReadOnlyList<PlanProblem> problems = await ProblemsAsync(run, await OthersAsync(run.RunId, cancellationToken), cancellationToken);
            if (problems.Count > 0)
            {
                return problems;
            }

            LoadPeaks peaks = LoadPeaks.Of(run.Plan);
            var lease =
                new RunLease(run.RunId!, [.. RunLease.HostsOf(run).Select(h => h.Host)], costs.Estimate(run.Plan).Estimated, time.GetUtcNow() + Lasts)
                {
                    Rate = peaks.Requests,
                    Users = peaks.Users,
                };
            if (await leases.TakeAsync(lease, ledger, cancellationToken))
            {
                await costs.KeepEstimateAsync(run.RunId!, run.Plan, cancellationToken);
                return [];
            }
        }

        throw new InvalidOperationException($"Run '{run.RunId}' could not be admitted: {MaxAttempts} attempts conflicted with other runs.");
    }

    /// <summary>Says that a run is still in progress.</summary>
    public Task RenewAsync(string runId, CancellationToken cancellationToken) =>
        leases.RenewAsync(runId, time.GetUtcNow() + Lasts, cancellationToken);

    /// <summary>Says that a run measures no more.</summary>
    public Task LeaveAsync(string runId, CancellationToken cancellationToken) => leases.ReleaseAsync(runId, cancellationToken);

    /// <summary>Runs in progress.</summary>
    public Task<IReadOnlyList<RunLease>> RunningAsync(
        CancellationToken cancellationToken) => OthersAsync(null, cancellationToken);

    private async Task<IReadOnlyList<RunLease>> OthersAsync(string? runId, CancellationToken cancellationToken)
    {
        List<RunLease> others = [];
        foreach (RunLease lease in (await leases.ListAsync(cancellationToken)).Where(l => l.RunId != runId))
        {
            if (lease.Until <= time.GetUtcNow())
            {
                await leases.ExpireAsync(lease, cancellationToken);
            }
            else if (await runs.FindAsync(lease.RunId, cancellationToken) is null or { Outcome: not null })
            {
                await leases.ReleaseAsync(lease.RunId, cancellationToken);
            }
            else
            {
                others.Add(lease);
            }
        }

        return others;
    }

    private async Task<IReadOnlyList<PlanProblem>> ProblemsAsync(CheckedRun run, IReadOnlyList<RunLease> others, CancellationToken cancellationToken)
    {
        QuotaOptions quotas = options.Value;
        List<PlanProblem> problems = [];
        if (others.Count >= quotas.Runs)
        {
            problems.Add(
                Full("runs", others.Count, "the limit of concurrent runs is reached", $"at most {quotas.Runs} concurrent runs (Perf:Quotas:Runs)"));
        }

        problems.AddRange(
            from tested in RunLease.HostsOf(run)
            let same = others.Count(l => l.Hosts.Contains(tested.Host))
            where same >= quotas.RunsPerHost
            select Full(
                tested.Path, same, $"the limit of concurrent runs against '{tested.Host}' is reached",
                $"at most {quotas.RunsPerHost} concurrent runs per host (Perf:Quotas:RunsPerHost)"));

        problems.AddRange(SharedLoad.Problems(run, others, quotas));
        if (await costs.ProblemAsync(run.Plan, others, cancellationToken) is { } dear)
        {
            problems.Add(dear);
        }

        return problems;
    }

    // Which they are is for those who may list runs; this is shown in reports.
    private static PlanProblem Full(string path, int others, string message, string allowed) =>
        new(path, 0, $"{others} running", message, allowed) { Transient = true };
}
