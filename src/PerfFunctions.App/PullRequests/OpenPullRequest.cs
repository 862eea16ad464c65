using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFunctions.Api;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Telemetry;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.App.PullRequests;

/// <summary>Gets from GitHub what a run of a pull request needs before it can be planned.</summary>
public sealed class OpenPullRequest(
    RunStore runs, RunBlobs blobs, DeployedCommits deployed, Superseding superseding, RepositoryPlans plans, RepositoryFiles files,
    PlanSkip skip, RunTelemetry telemetry)
{
    /// <summary>
    /// Ends what the run supersedes, reads its plan, and starts a run beside it for each further plan of the repository.
    /// Safe to repeat: the runs beside it are named after it and their plans.
    /// </summary>
    [Function(nameof(OpenPullRequest))]
    public Task<CodeHostAttempt> RunAsync(
        [ActivityTrigger] RunRequest request, [DurableClient] DurableTaskClient durable, FunctionContext context) =>
        telemetry.StageAsync(nameof(OpenPullRequest), request.RunId,
            () => CodeHostAttempt.TryAsync(() => OpenAsync(request.RunId, durable, context.CancellationToken)));

    private async Task OpenAsync(string runId, DurableTaskClient durable, CancellationToken cancellationToken)
    {
        RunRecord found = await deployed.FindPullRequestAsync(await runs.GetAsync(runId, cancellationToken), cancellationToken);
        await superseding.ApplyAsync(found, cancellationToken);
        RunRecord run = await runs.GetAsync(runId, cancellationToken);
        if (run is { Trigger: RunTrigger.Deployment, PullRequest.IsFork: true } &&
            !await deployed.IsVouchedForAsync(run.PullRequest, cancellationToken))
        {
            await runs.SetSkippedAsync(runId, run.Plan,
                "The deployed commit comes from a fork; it is measured once the pull request has the label that approves it.", cancellationToken);
            return;
        }

        if (run.CancelRequested || run.PullRequest is null || await blobs.FindPlanAsync(runId, cancellationToken) is not null)
        {
            return;
        }

        PullRequestContext origin = await plans.ChooseAsync(durable, run, cancellationToken);
        if (origin.PlanPath is not null && await plans.FindAsync(origin, cancellationToken) is { } plan)
        {
            await KeepAsync(run with { PullRequest = origin }, plan, cancellationToken);
        }
    }

    // A script that cannot be run is left to the stage that plans, which says why.
    private async Task KeepAsync(RunRecord run, RepositoryPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Name is { } name)
        {
            await runs.SetPlanNameAsync(run.RunId, name, cancellationToken);
        }

        if (plan.Text is not { } text)
        {
            return;
        }

        bool isSkipped = await skip.ApplyAsync(run, text, cancellationToken);
        IReadOnlyList<FileReference> named = isSkipped ? [] : PlanParser.Parse(text, run.Chosen).Files;
        if (plan.Files is { } beside)
        {
            await blobs.SaveFilesAsync(run.RunId, beside, cancellationToken);
        }
        else if (named.Count > 0)
        {
            await files.FetchAsync(run.RunId, run.PullRequest!, named, cancellationToken);
        }

        // The text last: where it is, the files are.
        await blobs.SavePlanAsync(run.RunId, text, cancellationToken);
    }
}
