using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.KillSwitch;
using PerfFunctions.App.Telemetry;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load;

namespace PerfFunctions.App.Runs.Activities;

/// <summary>Does the steps of a plan's teardown, however the run ended, and forgets what its setup captured.</summary>
public sealed class RunTeardown(
    RunFiles files, RunStore runs, FixtureWork work, SetupValues values, CancelWatch watch, KillSwitchStore killSwitch, RunTelemetry telemetry)
{
    /// <summary>Does them at least once: again where the host went away in between. Nothing is sent while the service is halted.</summary>
    [Function(nameof(RunTeardown))]
    public Task RunAsync([ActivityTrigger] RunRequest request, FunctionContext context) =>
        telemetry.StageAsync(nameof(RunTeardown), request.RunId, () => TearDownAsync(request.RunId, context.CancellationToken));

    private async Task TearDownAsync(string runId, CancellationToken shutdown)
    {
        OpenRun run = await files.OpenAsync(runId, shutdown, forLoad: true);
        if (run.Plan.Teardown is { } teardown && run.Record.Teardown is not { IsOver: true })
        {
            await runs.SetFixtureAsync(runId, new FixtureResult(teardown.Name, FixtureState.Begun), shutdown);
            await runs.SetFixtureAsync(runId, await ResultAsync(run, teardown, shutdown), shutdown);
        }

        await values.ForgetAsync(runId, shutdown);
    }

    private async Task<FixtureResult> ResultAsync(OpenRun run, Scenario teardown, CancellationToken shutdown)
    {
        FixtureRun done = await watch.RunToEndAsync(run.Record.RunId, stop => work.RunAsync(run, teardown, stop), shutdown);
        shutdown.ThrowIfCancellationRequested();
        return done.Result.State is FixtureState.NotRun or FixtureState.Stopped &&
            await killSwitch.FindAsync(shutdown) is { ResumedAt: null } state
            ? done.Result with { Reason = $"the service was halted: {state.Reason}" }
            : done.Result;
    }
}
