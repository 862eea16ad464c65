using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PerfFunctions.LocalHost.Durable.History;
using PerfFunctions.LocalHost.Hosting;

namespace PerfFunctions.LocalHost.Durable.Hub;

/// <inheritdoc />
internal sealed class LocalDurableTaskClient(DurableEngine engine, HostSettings settings) : DurableTaskClient(settings.HubName)
{
    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default) =>
        engine.ScheduleAsync(orchestratorName.Name, Payload.Write(input), options, cancellation);

    public override async Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) =>
        MustBeUnderWay(instanceId, await engine.TryRaiseAsync(instanceId, eventName, Payload.Write(eventPayload), cancellation));

    public override async Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        (await engine.WaitAsync(instanceId, runner => runner.Started, cancellation)).ToMetadata(getInputsAndOutputs);

    public override async Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        (await engine.WaitAsync(instanceId, runner => runner.Ended, cancellation)).ToMetadata(getInputsAndOutputs);

    public override async Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        var end = new ExecutionTerminated(Payload.Write(options?.Output), options?.Recursive ?? false);
        await MustExistAsync(instanceId, await engine.TrySendAsync(instanceId, end, cancellation), cancellation);
    }

    public override async Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        MustBeUnderWay(instanceId, await engine.TrySendAsync(instanceId, new ExecutionSuspended(reason), cancellation));

    public override async Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        MustBeUnderWay(instanceId, await engine.TrySendAsync(instanceId, new ExecutionResumed(reason), cancellation));

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        (await engine.Instances.ReadAsync(instanceId, getInputsAndOutputs, cancellation))?.ToMetadata(getInputsAndOutputs);

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        new InstancePages(engine.Instances, filter ?? new());

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default) =>
        new(await engine.PurgeAsync(instanceId, options?.Recursive ?? false, cancellation));

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        List<string> found = [];
        var query = new OrchestrationQuery(filter.CreatedFrom, filter.CreatedTo, filter.Statuses);
        await foreach (OrchestrationMetadata instance in GetAllInstancesAsync(query).WithCancellation(cancellation))
        {
            found.Add(instance.InstanceId);
        }

        int purged = 0;
        foreach (string id in found)
        {
            purged += await engine.PurgeAsync(id, options?.Recursive ?? false, cancellation);
        }

        return new(purged);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static void MustBeUnderWay(string instanceId, bool sent)
    {
        if (!sent)
        {
            throw new InvalidOperationException($"No orchestration with the id '{instanceId}' is under way.");
        }
    }

    /// <summary>To end what has ended is no error; to end what never was is one.</summary>
    private async Task MustExistAsync(string instanceId, bool sent, CancellationToken cancellation)
    {
        if (!sent && await engine.Instances.ReadAsync(instanceId, withPayloads: false, cancellation) is null)
        {
            MustBeUnderWay(instanceId, sent);
        }
    }
}
