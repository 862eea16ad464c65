using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.Telemetry;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load;

namespace PerfFunctions.App.Runs.Activities;

/// <summary>Does the steps of a plan's setup, before anything is measured.</summary>
public sealed class RunSetup(RunFiles files, RunStore runs, FixtureWork work, SetupValues values, CancelWatch watch, RunTelemetry telemetry)
{
    /// <summary>
    /// Does them, and keeps what they captured for the shards. Safe to repeat once it is over; where the host went away in
    /// between, they are done again.
    /// </summary>
    [Function(nameof(RunSetup))]
    public Task<FixtureResult> RunAsync([ActivityTrigger] RunRequest request, FunctionContext context) =>
        telemetry.StageAsync(nameof(RunSetup), request.RunId, () => SetUpAsync(request.RunId, context.CancellationToken));

    private async Task<FixtureResult> SetUpAsync(string runId, CancellationToken shutdown)
    {
        OpenRun run = await files.OpenAsync(runId, shutdown, forLoad: true);
        if (run.Record.Setup is { IsOver: true } over)
        {
            return over;
        }

        Scenario setup = run.Plan.Setup ?? throw new InvalidOperationException($"The plan of run '{runId}' has no setup.");
        await runs.SetFixtureAsync(runId, new FixtureResult(setup.Name, FixtureState.Begun), shutdown);
        FixtureRun done = await watch.RunAsync(runId, stop => work.RunAsync(run, setup, stop), shutdown);

        // A host that goes away is no end of the run: this activity is run again elsewhere.
        shutdown.ThrowIfCancellationRequested();
        await values.SaveAsync(runId, done.Captured, shutdown);
        await runs.SetFixtureAsync(runId, done.Result, shutdown);
        return done.Result;
    }
}
