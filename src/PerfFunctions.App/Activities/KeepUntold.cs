using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PerfFunctions.App.Storage;

namespace PerfFunctions.App.Activities;

/// <summary>Keeps that a report did not reach everybody who is to have it.</summary>
public sealed partial class KeepUntold(UntoldStore untold, ILogger<KeepUntold> log)
{
    /// <summary>Notes the run down for the health page, and logs it; strikes it out where everybody was told.</summary>
    [Function(nameof(KeepUntold))]
    public Task RunAsync([ActivityTrigger] UntoldRun run, FunctionContext context)
    {
        if (run.Problem is not { } problem)
        {
            return untold.DeleteAsync(run.RunId, context.CancellationToken);
        }

        LogUntold(log, run.RunId, problem);
        return untold.AddAsync(run.RunId, problem, context.CancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The report of run {RunId} did not reach everybody who is to have it: {Problem}")]
    private static partial void LogUntold(ILogger logger, string runId, string problem);
}
