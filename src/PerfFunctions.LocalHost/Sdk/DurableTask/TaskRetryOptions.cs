namespace Microsoft.DurableTask;

/// <summary>When a failed task is tried again: by a policy or as a handler says.</summary>
public sealed class TaskRetryOptions
{
    /// <summary>By a policy.</summary>
    /// <param name="policy">The policy.</param>
    public TaskRetryOptions(RetryPolicy policy)
    {
        Policy = policy;
    }

    /// <summary>As a handler says.</summary>
    /// <param name="handler">Asked after each failure.</param>
    public TaskRetryOptions(AsyncRetryHandler handler)
    {
        Handler = handler;
    }

    /// <summary>The policy; null if a handler is used.</summary>
    public RetryPolicy? Policy { get; }

    /// <summary>The handler; null if a policy is used.</summary>
    public AsyncRetryHandler? Handler { get; }

    /// <summary>By a policy.</summary>
    /// <param name="policy">The policy.</param>
    public static TaskRetryOptions FromRetryPolicy(RetryPolicy policy) => new(policy);

    /// <summary>As a handler says.</summary>
    /// <param name="handler">Asked after each failure.</param>
    public static TaskRetryOptions FromRetryHandler(AsyncRetryHandler handler) => new(handler);

    /// <summary>As a handler says.</summary>
    /// <param name="handler">Asked after each failure.</param>
    public static TaskRetryOptions FromRetryHandler(RetryHandler handler) =>
        new(context => Task.FromResult(handler(context)));
}
