using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.GitHub;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Triggers;

namespace PerfFunctions.App.Activities;

/// <summary>Says on the pull request that a run is under way.</summary>
public sealed class AnnounceRun(RunStore runs, IPullRequests pullRequests, RunLinks links)
{
    /// <summary>Opens the run's check; nothing to do for a run of no pull request.</summary>
    [Function(nameof(AnnounceRun))]
    public async Task RunAsync([ActivityTrigger] RunRequest request, FunctionContext context)
    {
        RunRecord run = await runs.GetAsync(request.RunId, context.CancellationToken);
        if (run.PullRequest is { } pullRequest)
        {
            var announcement = new CheckAnnouncement(run.RunId, run.Plan, links.Report(run.RunId, "html"), run.CreatedAt);
            await pullRequests.AnnounceAsync(pullRequest, announcement, context.CancellationToken);
        }
    }
}
