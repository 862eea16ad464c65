using Azure;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Reports;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Telemetry;

namespace PerfFunctions.App.Notifications;

/// <summary>Publishes a verdict to the pull request of its run.</summary>
public sealed class NotifyPullRequest(RunStore runs, RunReports reports, ICodeHosts hosts, RunTelemetry telemetry)
{
    /// <summary>Completes the check and writes the comment; safe to repeat. Nothing for a run of no pull request.</summary>
    [Function(nameof(NotifyPullRequest))]
    public Task<CodeHostAttempt> RunAsync([ActivityTrigger] RunRequest request, FunctionContext context) =>
        telemetry.StageAsync(
            nameof(NotifyPullRequest), request.RunId, () => CodeHostAttempt.TryAsync(() => NotifyAsync(request.RunId, context.CancellationToken)));

    private async Task NotifyAsync(string runId, CancellationToken cancellationToken)
    {
        RunRecord run = await runs.GetAsync(runId, cancellationToken);
        if (run.PullRequest is not { } pullRequest)
        {
            return;
        }

        CodeHost host = hosts.Of(pullRequest);
        try
        {
            await host.CompleteAsync(pullRequest, await reports.OfAsync(run, cancellationToken), cancellationToken);
        }
        catch (Exception e) when (e is not (CodeHostCallException or RequestFailedException or OperationCanceledException))
        {
            // A check in progress for ever keeps a merge waiting for ever.
            await host.CompleteAsync(pullRequest, await reports.PlainAsync(run, e.Message, cancellationToken), cancellationToken);
        }
    }
}
