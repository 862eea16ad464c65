using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PerfFunctions.LocalHost.Durable.History;

namespace PerfFunctions.LocalHost.Durable.Storage;

/// <summary>What clients see of an orchestration. The history is the truth; this row follows it.</summary>
internal sealed record InstanceRow
{
    public required string InstanceId { get; init; }

    public required string Name { get; init; }

    /// <summary>Tells one run under an id from the next.</summary>
    public required string ExecutionId { get; init; }

    public OrchestrationRuntimeStatus Status { get; init; } = OrchestrationRuntimeStatus.Pending;

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? StartAt { get; init; }

    public string? Input { get; init; }

    public string? Output { get; init; }

    public string? CustomStatus { get; init; }

    public TaskFailureDetails? Failure { get; init; }

    public ParentLink? Parent { get; init; }

    public bool IsFinal => Status
        is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    public InstanceRow Ended(ExecutionEnd end, DateTimeOffset at) => end switch
    {
        ExecutionCompleted completed => this with
        {
            UpdatedAt = at,
            Status = OrchestrationRuntimeStatus.Completed,
            Output = completed.Output,
        },
        ExecutionFailed failed => this with
        {
            UpdatedAt = at,
            Status = OrchestrationRuntimeStatus.Failed,
            Failure = failed.Failure,
        },
        ExecutionTerminated terminated => this with
        {
            UpdatedAt = at,
            Status = OrchestrationRuntimeStatus.Terminated,
            Output = terminated.Output,
        },
        _ => throw new InvalidOperationException($"{end.GetType().Name} is no known end."),
    };

    public OrchestrationMetadata ToMetadata(bool withPayloads) => new(Name, InstanceId)
    {
        RuntimeStatus = Status,
        CreatedAt = CreatedAt,
        LastUpdatedAt = UpdatedAt,
        SerializedInput = withPayloads ? Input : null,
        SerializedOutput = withPayloads ? Output : null,
        SerializedCustomStatus = withPayloads ? CustomStatus : null,
        FailureDetails = withPayloads ? Failure : null,
        HasInputsAndOutputs = withPayloads,
    };
}
