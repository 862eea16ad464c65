using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.Runs.Intervals;
using PerfFunctions.App.Telemetry;

namespace PerfFunctions.App.Runs.Activities;

/// <summary>Looks when the load starts.</summary>
public sealed class FindStart(StartBarrier barrier, RunTelemetry telemetry)
{
    /// <summary>The common start; null before the shards have agreed on one.</summary>
    [Function(nameof(FindStart))]
    public Task<DateTimeOffset?> RunAsync([ActivityTrigger] RunRequest request, FunctionContext context) =>
        telemetry.StageAsync(nameof(FindStart), request.RunId, () => barrier.FindGoAsync(request.RunId, context.CancellationToken));
}
