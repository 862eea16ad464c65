using PerfFunctions.App.CodeHosts;

namespace PerfFunctions.App.Runs.Planning;

/// <summary>Finds the plan of a run, and keeps it as it will be run.</summary>
public sealed class PlanTexts(RunBlobs blobs, ICodeHosts hosts)
{
    /// <summary>The plan stored by an earlier stage or attempt, else the one at the base commit; null for none.</summary>
    public async Task<string?> FindAsync(RunRecord run, CancellationToken cancellationToken) =>
        await blobs.FindPlanAsync(run.RunId, cancellationToken) ??
        (run.PullRequest is { } pullRequest ? await hosts.Of(pullRequest).Plans.FindAsync(pullRequest, cancellationToken) : null);

    /// <summary>Keeps it.</summary>
    public Task SaveAsync(string runId, string text, CancellationToken cancellationToken) =>
        blobs.SavePlanAsync(runId, text, cancellationToken);
}
