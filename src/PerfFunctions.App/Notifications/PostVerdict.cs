using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Reports;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Telemetry;

namespace PerfFunctions.App.Notifications;

/// <summary>Sends a verdict to the outgoing webhook, independent of the pull request.</summary>
public sealed class PostVerdict(RunStore runs, RunReports reports, VerdictWebhook webhook, RunTelemetry telemetry)
{
    /// <summary>Posts the verdict. Safe to repeat, because the receiver recognizes a repeated delivery. Does nothing if no address is set.</summary>
    [Function(nameof(PostVerdict))]
    public Task<CodeHostAttempt> RunAsync([ActivityTrigger] RunRequest request, FunctionContext context) =>
        telemetry.StageAsync(
            nameof(PostVerdict), request.RunId, () => CodeHostAttempt.TryAsync(() => PostAsync(request.RunId, context.CancellationToken)));

    private async Task PostAsync(string runId, CancellationToken cancellationToken)
    {
        if (webhook.IsSet)
        {
            RunRecord run = await runs.GetAsync(runId, cancellationToken);
            await webhook.SendAsync(run, await reports.OfAsync(run, cancellationToken), cancellationToken);
        }
    }
}
