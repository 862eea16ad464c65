using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Telemetry;

namespace PerfFunctions.App.Notifications;

/// <summary>Says on the pull request that a run is in progress.</summary>
public sealed partial class AnnounceRun(
    RunStore runs, ICodeHosts hosts, RunLinks links, RunTelemetry telemetry, ILogger<AnnounceRun> log)
{
    /// <summary>
    /// Opens the run's check; nothing to do for a run of no pull request. GitHub being down holds up no measurement: a
    /// check that is missing here is made when the run is reported.
    /// </summary>
    [Function(nameof(AnnounceRun))]
    public Task RunAsync([ActivityTrigger] RunRequest request, FunctionContext context) =>
        telemetry.StageAsync(nameof(AnnounceRun), request.RunId, () => AnnounceAsync(request.RunId, context.CancellationToken));

    private async Task AnnounceAsync(string runId, CancellationToken cancellationToken)
    {
        RunRecord run = await runs.GetAsync(runId, cancellationToken);
        if (run.PullRequest is { } pullRequest)
        {
            var announcement = new CheckAnnouncement(run.RunId, run.Plan, links.Report(run.RunId, "html"), run.CreatedAt);
            CodeHost host = hosts.Of(pullRequest);
            CodeHostAttempt attempt = await CodeHostAttempt.TryAsync(
                () => host.Statuses.AnnounceAsync(pullRequest, announcement, cancellationToken));
            if (attempt.Problem is { } problem)
            {
                LogUnannounced(log, run.RunId, problem);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {RunId} could not be announced: {Problem}")]
    private static partial void LogUnannounced(ILogger logger, string runId, string problem);
}
