using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Runs;

namespace PerfFunctions.App.Tests.Triggers;

/// <summary>Remembers what is scheduled and runs nothing. Like the real one it refuses a second instance of an id.</summary>
internal sealed class RecordingDurableClient() : DurableTaskClient("recording")
{
    private readonly ConcurrentDictionary<string, string> _runs = new();

    private readonly ConcurrentDictionary<string, PullRequestCommand> _commands = new();

    /// <summary>While it is not complete, nothing is scheduled; what it throws is thrown.</summary>
    public Task Open { get; set; } = Task.CompletedTask;

    /// <summary>Commands that are to be carried out.</summary>
    public ICollection<PullRequestCommand> Commands => _commands.Values;

    /// <summary>Ids of the runs that were scheduled.</summary>
    public ICollection<string> Runs => _runs.Keys;

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        await Open;
        string id = options!.InstanceId!;
        if (input is PullRequestCommand command)
        {
            return _commands.TryAdd(id, command) ? id : throw new InvalidOperationException($"An orchestration '{id}' is running.");
        }

        Assert.Equal(id, Assert.IsType<RunRequest>(input).RunId);
        return _runs.TryAdd(id, orchestratorName.Name)
            ? id
            : throw new InvalidOperationException($"An orchestration '{id}' is running.");
    }

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        Task.FromResult(
            _commands.ContainsKey(instanceId) ? new OrchestrationMetadata("HandleCommand", instanceId)
            : _runs.TryGetValue(instanceId, out string? name) ? new OrchestrationMetadata(name, instanceId) : null);

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        throw new NotSupportedException();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
