using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.Telemetry;

namespace PerfFunctions.App.Runs.Activities;

/// <summary>Stops everything that still runs for a run.</summary>
public sealed class StopRun(RunStore runs, RunTelemetry telemetry)
{
    /// <summary>Asks for the end.</summary>
    [Function(nameof(StopRun))]
    public Task RunAsync([ActivityTrigger] RunRequest request, FunctionContext context) =>
        telemetry.StageAsync(nameof(StopRun), request.RunId, () => runs.RequestCancelAsync(request.RunId, context.CancellationToken));
}
