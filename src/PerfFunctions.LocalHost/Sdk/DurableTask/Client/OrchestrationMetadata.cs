using PerfFunctions.LocalHost.Durable;

namespace Microsoft.DurableTask.Client;

/// <summary>An orchestration as a client sees it.</summary>
/// <param name="name">Its orchestrator.</param>
/// <param name="instanceId">Its id.</param>
public sealed class OrchestrationMetadata(string name, string instanceId)
{
    /// <summary>Its orchestrator.</summary>
    public string Name { get; } = name;

    /// <summary>Its id.</summary>
    public string InstanceId { get; } = instanceId;

    /// <summary>Where it stands.</summary>
    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    /// <summary>When it was scheduled.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>Its input as JSON, if asked for.</summary>
    public string? SerializedInput { get; init; }

    /// <summary>Its output as JSON, if asked for and there.</summary>
    public string? SerializedOutput { get; init; }

    /// <summary>Its custom status as JSON, if asked for and there.</summary>
    public string? SerializedCustomStatus { get; init; }

    /// <summary>Why it failed, if asked for and it did.</summary>
    public TaskFailureDetails? FailureDetails { get; init; }

    /// <summary>Whether it is under way.</summary>
    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    /// <summary>Whether it has ended, in whatever way.</summary>
    public bool IsCompleted => RuntimeStatus
        is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    internal bool HasInputsAndOutputs { get; init; }

    /// <summary>Its input.</summary>
    /// <exception cref="InvalidOperationException">Inputs and outputs were not asked for.</exception>
    public T? ReadInputAs<T>() => Read<T>(SerializedInput);

    /// <summary>Its output.</summary>
    /// <exception cref="InvalidOperationException">Inputs and outputs were not asked for.</exception>
    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput);

    /// <summary>Its custom status.</summary>
    /// <exception cref="InvalidOperationException">Inputs and outputs were not asked for.</exception>
    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus);

    private T? Read<T>(string? json) => HasInputsAndOutputs
        ? Payload.Read<T>(json)
        : throw new InvalidOperationException("The instance was fetched without its inputs and outputs; ask for them with getInputsAndOutputs.");
}
