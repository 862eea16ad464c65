using PerfFunctions.App.PullRequests;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Plans.Reading.K6;

namespace PerfFunctions.App.Runs.Planning;

/// <summary>Finds the plan of a run, and keeps it as it will be run.</summary>
public sealed class PlanTexts(RunBlobs blobs, RepositoryPlans plans, RepositoryFiles repository)
{
    /// <summary>The plan stored by an earlier stage or attempt, else the one at the base commit; null for none.</summary>
    public async Task<FoundPlan?> FindAsync(RunRecord run, CancellationToken cancellationToken)
    {
        if (await blobs.FindPlanAsync(run.RunId, cancellationToken) is { } stored)
        {
            return new FoundPlan(new PlanSource(stored, await FilesAsync(run, stored, cancellationToken)));
        }

        if (run.PullRequest is not { } of || await plans.FindAsync(of, cancellationToken) is not { } plan)
        {
            return null;
        }

        if (plan.Text is not { } text)
        {
            return new FoundPlan(null) { Problems = plan.Problems };
        }

        if (plan.Files is { } beside)
        {
            await blobs.SaveFilesAsync(run.RunId, beside, cancellationToken);
        }

        return new FoundPlan(new PlanSource(text, plan.Files ?? await FilesAsync(run, text, cancellationToken)));
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

/// <summary>The plan of a run, as far as there is one.</summary>
/// <param name="Source">The plan; null for a script that cannot be run.</param>
public sealed record FoundPlan(PlanSource? Source)
{
    /// <summary>Why a script cannot be run, all reasons.</summary>
    public IReadOnlyList<K6Problem> Problems { get; init; } = [];
}
