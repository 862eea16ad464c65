namespace Microsoft.DurableTask;

/// <summary>How an activity or a sub-orchestration is called.</summary>
public record TaskOptions
{
    /// <summary>With the given retries.</summary>
    /// <param name="retry">When to try again; never if null.</param>
    public TaskOptions(TaskRetryOptions? retry = null)
    {
        Retry = retry;
    }

    /// <summary>When to try again; never if null.</summary>
    public TaskRetryOptions? Retry { get; init; }

    /// <summary>Options that retry by a policy.</summary>
    /// <param name="policy">The policy.</param>
    public static TaskOptions FromRetryPolicy(RetryPolicy policy) => new(TaskRetryOptions.FromRetryPolicy(policy));

    /// <summary>Options that retry as long as the handler says so.</summary>
    /// <param name="handler">Asked after each failure.</param>
    public static TaskOptions FromRetryHandler(AsyncRetryHandler handler) => new(TaskRetryOptions.FromRetryHandler(handler));

    /// <summary>Options that retry as long as the handler says so.</summary>
    /// <param name="handler">Asked after each failure.</param>
    public static TaskOptions FromRetryHandler(RetryHandler handler) => new(TaskRetryOptions.FromRetryHandler(handler));

    /// <summary>The same, for a sub-orchestration under a given id.</summary>
    /// <param name="instanceId">The id of the sub-orchestration.</param>
    public SubOrchestrationOptions WithInstanceId(string instanceId) => new(this, instanceId);
}
