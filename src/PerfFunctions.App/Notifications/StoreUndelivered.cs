using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Telemetry;

namespace PerfFunctions.App.Notifications;

/// <summary>Keeps that a report did not reach everybody who is to have it.</summary>
public sealed partial class StoreUndelivered(UndeliveredStore undelivered, RunTelemetry telemetry, ILogger<StoreUndelivered> log)
{
    /// <summary>
    /// Records the run as undelivered for the health endpoint and logs it; removes it once every receiver has the report.
    /// </summary>
    [Function(nameof(StoreUndelivered))]
    public Task RunAsync([ActivityTrigger] UndeliveredRun run, FunctionContext context) =>
        telemetry.StageAsync(nameof(StoreUndelivered), run.RunId, () => KeepAsync(run, context.CancellationToken));

    private Task KeepAsync(UndeliveredRun run, CancellationToken cancellationToken)
    {
        if (run.Problem is not { } problem)
        {
            return undelivered.DeleteAsync(run.RunId, cancellationToken);
        }

        LogUndelivered(log, run.RunId, problem);
        return undelivered.AddAsync(run.RunId, problem, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The report of run {RunId} was not delivered to every receiver: {Problem}")]
    private static partial void LogUndelivered(ILogger logger, string runId, string problem);
}
