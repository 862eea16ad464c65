using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load.Flows;

namespace PerfFunctions.Load.Runners;

/// <summary>Closed model with a fixed number of iterations, per user or shared by all users.</summary>
internal sealed class IterationRunner(ScenarioRun run, IterationModel model) : ScenarioRunner(run)
{
    private readonly long _lot = run.Part.CountOf(model.Iterations);
    private long _taken;

    private long Users => Part.CountOf(model.Users);

    /// <inheritdoc />
    public override ShardScenario Result() =>
        base.Result() with { Planned = model.Shared ? _lot : Users * model.Iterations };

    /// <inheritdoc />
    protected override async Task StartAllAsync()
    {
        if (!await WaitUntilAsync(Run.Scenario.Start))
        {
            return;
        }

        for (long u = 0; u < Users; u++)
        {
            long user = Part.Global(u);
            Enter(() => WorkAsync(user));
        }
    }

    private async Task WorkAsync(long user)
    {
        // Users start in order, whatever shard they are on.
        if (!await WaitUntilAsync(Run.Scenario.Start + (model.RampUp * user / model.Users)))
        {
            return;
        }

        Iteration iteration = new(Run.Context);
        TimeSpan end = Run.Scenario.End;
        TimeSpan due = Now;
        for (long done = 0; Next(user, done) is { } number; done++)
        {
            if (done > 0)
            {
                await KeepPaceAsync(due, end);
            }

            due = Now;
            if (due >= end || IsEnding)
            {
                break;
            }

            CountStart(due);
            iteration.Begin(number, user, isNewUser: done == 0);
            await Run.Flow.RunAsync(iteration, due);
        }

        iteration.Leave();
    }

    // The number of the next iteration; null when the work is done.
    private long? Next(long user, long done)
    {
        if (model.Shared)
        {
            return _taken < _lot ? Part.Global(_taken++) : null;
        }

        return done < model.Iterations ? user + (done * model.Users) : null;
    }
}
