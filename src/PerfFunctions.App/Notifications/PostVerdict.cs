using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Reports;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Telemetry;

namespace PerfFunctions.App.Notifications;

/// <summary>Tells the outgoing webhook how a run ended, whatever becomes of the pull request.</summary>
public sealed class PostVerdict(RunStore runs, RunReports reports, VerdictWebhook webhook, RunTelemetry telemetry)
{
    /// <summary>Posts the verdict; safe to repeat, as the receiver can tell a delivery that comes twice. Nothing where no address is set.</summary>
    [Function(nameof(PostVerdict))]
    public Task<CodeHostTurn> RunAsync([ActivityTrigger] RunRequest request, FunctionContext context) =>
        telemetry.StageAsync(nameof(PostVerdict), request.RunId, () => CodeHostTurn.TryAsync(() => PostAsync(request.RunId, context.CancellationToken)));

    private async Task PostAsync(string runId, CancellationToken cancellation)
    {
        if (webhook.IsSet)
        {
            RunRecord run = await runs.GetAsync(runId, cancellation);
            await webhook.SendAsync(run, await reports.OfAsync(run, cancellation), cancellation);
        }
    }
}
