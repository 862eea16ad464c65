namespace Microsoft.DurableTask;

/// <summary>How a sub-orchestration is called.</summary>
public record SubOrchestrationOptions : TaskOptions
{
    /// <summary>With the given retries and id.</summary>
    /// <param name="retry">When to try again; never if null.</param>
    /// <param name="instanceId">The id; a generated one if null.</param>
    public SubOrchestrationOptions(TaskRetryOptions? retry = null, string? instanceId = null)
        : base(retry)
    {
        InstanceId = instanceId;
    }

    /// <summary>The given options with an id.</summary>
    /// <param name="options">The options.</param>
    /// <param name="instanceId">The id; that of the options, or a generated one, if null.</param>
    public SubOrchestrationOptions(TaskOptions options, string? instanceId = null)
        : base(options)
    {
        InstanceId = instanceId ?? (options as SubOrchestrationOptions)?.InstanceId;
    }

    /// <summary>The id; a generated one if null.</summary>
    public string? InstanceId { get; init; }
}
