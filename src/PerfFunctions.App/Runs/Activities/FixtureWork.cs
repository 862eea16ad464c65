using PerfFunctions.App.Plans;
using PerfFunctions.App.Targets;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Values;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load;
using PerfFunctions.Load.Shards;

namespace PerfFunctions.App.Runs.Activities;

/// <summary>Does the steps of a setup or teardown.</summary>
public sealed class FixtureWork(RunFiles files, SetupValues setup, SecretSource secrets, TargetPolicies policies, TimeProvider time)
{
    /// <summary>Does them, unless they are stopped before they begin.</summary>
    public async Task<FixtureRun> RunAsync(OpenRun run, Scenario scenario, CancellationToken stop)
    {
        try
        {
            stop.ThrowIfCancellationRequested();
            GivenValues given = await GivenValues.ReadAsync(run, setup, stop);
            ShardWork work = new([scenario], run.Target, new ShardPart(0, 1), time.GetUtcNow())
            {
                Feeds = await files.FeedsAsync(run, stop),
                Secrets = secrets.Resolve(run.Plan.Secrets),
                Values = given.All,
                Hidden = given.Hidden,
                Names = policies.Sending(run),
            };
            stop.ThrowIfCancellationRequested();
            return await new FixtureRunner(time).RunAsync(work, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            FixtureResult none = new(scenario.Name, FixtureState.NotRun) { Reason = "the run was stopped before it" };
            return new FixtureRun(none, new Dictionary<string, Value>());
        }
    }
}
