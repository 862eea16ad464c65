using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.Telemetry;

namespace PerfFunctions.App.Runs.Activities;

/// <summary>Records that all load has ended, so that monitoring stops.</summary>
public sealed class EndLoad(RunStore runs, RunTelemetry telemetry, TimeProvider time)
{
    /// <summary>Says so in the run's row.</summary>
    [Function(nameof(EndLoad))]
    public Task RunAsync([ActivityTrigger] RunRequest request, FunctionContext context) =>
        telemetry.StageAsync(
            nameof(EndLoad), request.RunId, () => runs.SetLoadEndedAsync(request.RunId, time.GetUtcNow(), context.CancellationToken));
}
