using Azure;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Reports;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Telemetry;

namespace PerfFunctions.App.Notifications;

/// <summary>Tells a pull request how its run ended.</summary>
public sealed class TellPullRequest(RunStore runs, RunReports reports, IPullRequests pullRequests, RunTelemetry telemetry)
{
    /// <summary>Completes the check and writes the comment; safe to repeat. Nothing for a run of no pull request.</summary>
    [Function(nameof(TellPullRequest))]
    public Task<CodeHostTurn> RunAsync([ActivityTrigger] RunRequest request, FunctionContext context) =>
        telemetry.StageAsync(nameof(TellPullRequest), request.RunId, () => CodeHostTurn.TryAsync(() => TellAsync(request.RunId, context.CancellationToken)));

    private async Task TellAsync(string runId, CancellationToken cancellation)
    {
        RunRecord run = await runs.GetAsync(runId, cancellation);
        if (run.PullRequest is not { } pullRequest)
        {
            return;
        }

        try
        {
            await pullRequests.CompleteAsync(pullRequest, await reports.OfAsync(run, cancellation), cancellation);
        }
        catch (Exception e) when (e is not (CodeHostCallException or RequestFailedException or OperationCanceledException))
        {
            // A check in progress for ever keeps a merge waiting for ever.
            await pullRequests.CompleteAsync(pullRequest, await reports.PlainAsync(run, e.Message, cancellation), cancellation);
        }
    }
}
