using PerfFunctions.App.Plans;
using PerfFunctions.App.Targets;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Runs.Planning;

/// <summary>Finds what stands against a run whose plan is read. The lease comes last: what fails before needs none.</summary>
public sealed class RunChecks(SecretSource secrets, RunRefusals refusals, RemoteFeeds feeds)
{
    /// <summary>The first that stands against it; null when the run has its lease and may measure.</summary>
    public async Task<RunStop?> FindStopAsync(PlannedRun run, CancellationToken cancellationToken) =>
        WithoutSecrets(run.Plan, run.Run) ?? Empty(run.Plan) ?? Unresolved(run.Plan, run.Run) ??
        await refusals.CheckAsync(run, cancellationToken) ??
        await feeds.FetchAsync(run.Run.RunId, run.Plan, cancellationToken) ??
        await refusals.EnterAsync(run, cancellationToken);

    private RunStop? WithoutSecrets(PerfPlan plan, RunRecord run) => plan.Secrets.Count == 0 ? null : run.PullRequest switch
    {
        { IsFork: true } => NoSecrets("commits from forks do not receive secrets"),
        { IsUnknown: true } => NoSecrets(
            "the deployed commit may come from a fork, because it is neither merged nor the head of a branch; " +
            "commits from forks do not receive secrets"),
        _ when secrets.Missing(plan.Secrets) is { Count: > 0 } missing =>
            new RunStop(RunOutcome.NoData, SecretSource.Problem(missing)),
        _ => null,
    };

    private static RunStop NoSecrets(string reason) => new(RunOutcome.NoData, $"The plan uses secrets, but {reason}.");

    private static RunStop? Empty(PerfPlan plan) => plan.Load.Count == 0 && plan.Pages.Count == 0 && plan.RealUsers is null
        ? new RunStop(RunOutcome.NoData, "The plan has no load or pages of the requested kind.")
        : null;

    private static RunStop? Unresolved(PerfPlan plan, RunRecord run) =>
        plan.Pages.Select(p => p.Base).OfType<string>().Select(b => TargetResolver.ResolveBase(b, run).Stop).FirstOrDefault(s => s is not null);
}
