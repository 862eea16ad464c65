using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Triggers;

namespace PerfFunctions.App.Activities;

/// <summary>Tells what still runs of a run to end.</summary>
public sealed class StopRun(RunStore runs)
{
    /// <summary>Asks for the end.</summary>
    [Function(nameof(StopRun))]
    public Task RunAsync([ActivityTrigger] RunRequest request, FunctionContext context) =>
        runs.RequestCancelAsync(request.RunId, context.CancellationToken);
}
