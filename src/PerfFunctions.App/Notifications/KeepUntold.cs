using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Telemetry;

namespace PerfFunctions.App.Notifications;

/// <summary>Keeps that a report did not reach everybody who is to have it.</summary>
public sealed partial class KeepUntold(UntoldStore untold, RunTelemetry telemetry, ILogger<KeepUntold> log)
{
    /// <summary>Notes the run down for the health page, and logs it; strikes it out where everybody was told.</summary>
    [Function(nameof(KeepUntold))]
    public Task RunAsync([ActivityTrigger] UntoldRun run, FunctionContext context) =>
        telemetry.StageAsync(nameof(KeepUntold), run.RunId, () => KeepAsync(run, context.CancellationToken));

    private Task KeepAsync(UntoldRun run, CancellationToken cancellation)
    {
        if (run.Problem is not { } problem)
        {
            return untold.DeleteAsync(run.RunId, cancellation);
        }

        LogUntold(log, run.RunId, problem);
        return untold.AddAsync(run.RunId, problem, cancellation);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The report of run {RunId} was not delivered to every receiver: {Problem}")]
    private static partial void LogUntold(ILogger logger, string runId, string problem);
}
