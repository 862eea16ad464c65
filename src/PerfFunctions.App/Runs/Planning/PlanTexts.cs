using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.PullRequests;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.App.Runs.Planning;

/// <summary>Finds the plan of a run, and keeps it as it will be run.</summary>
public sealed class PlanTexts(RunBlobs blobs, ICodeHosts hosts, RepositoryFiles repository)
{
    /// <summary>The plan stored by an earlier stage or attempt, else the one at the base commit; null for none.</summary>
    public async Task<PlanSource?> FindAsync(RunRecord run, CancellationToken cancellationToken)
    {
        if (await blobs.FindPlanAsync(run.RunId, cancellationToken) is { } stored)
        {
            return new PlanSource(stored, await FilesAsync(run, stored, cancellationToken));
        }

        return run.PullRequest is { } pullRequest &&
            await hosts.Of(pullRequest).Plans.FindAsync(pullRequest, cancellationToken) is { } text
            ? new PlanSource(text, await FilesAsync(run, text, cancellationToken))
            : null;
    }

    /// <summary>Keeps it.</summary>
    public Task SaveAsync(string runId, string text, CancellationToken cancellationToken) =>
        blobs.SavePlanAsync(runId, text, cancellationToken);

    private async Task<PlanFiles> FilesAsync(RunRecord run, string text, CancellationToken cancellationToken)
    {
        IReadOnlyList<FileReference> named = PlanParser.Parse(text, run.Chosen).Files;
        if (named.Count == 0)
        {
            return PlanFiles.None;
        }

        return await blobs.FindFilesAsync(run.RunId, _ => true, cancellationToken) ??
            (run.PullRequest is { } of ? await repository.FetchAsync(run.RunId, of, named, cancellationToken) : PlanFiles.None);
    }
}
