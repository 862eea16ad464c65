using Microsoft.DurableTask.Client;
using PerfFunctions.Api;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Orchestrations;

namespace PerfFunctions.App.Triggers;

/// <summary>Reads a run as it is now.</summary>
public sealed class RunViewReader(RunStore runs, RunBlobs blobs, LiveLoadReader live, RunLinks links)
{
    /// <summary>The run with its live state, or its verdict; null when there is no run of this id.</summary>
    public async Task<RunView?> FindAsync(string id, DurableTaskClient durable, CancellationToken cancellationToken) =>
        await runs.FindAsync(id, cancellationToken) switch
        {
            null => null,
            { Outcome: not null } run => RunView.Of(run, RunStage.Done, links) with { Verdict = await blobs.FindVerdictAsync(id, cancellationToken) },
            { } run => await ReadAsync(run, durable, cancellationToken),
        };

    /// <summary>A run whose end is not recorded, with its live state. One whose orchestration broke has an outcome.</summary>
    public async Task<RunView> ReadAsync(RunRecord run, DurableTaskClient durable, CancellationToken cancellationToken)
    {
        OrchestrationMetadata? instance = await durable.GetInstanceAsync(run.RunId, getInputsAndOutputs: true, cancellationToken);
        if (instance is { RuntimeStatus: OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated })
        {
            return RunView.Broken(run, instance, links);
        }

        string stage = instance?.SerializedCustomStatus is null ? RunStage.Plan : instance.ReadCustomStatusAs<string>() ?? RunStage.Plan;
        return RunView.Of(run, stage, links) with { Load = await live.ReadAsync(run, cancellationToken) };
    }
}
