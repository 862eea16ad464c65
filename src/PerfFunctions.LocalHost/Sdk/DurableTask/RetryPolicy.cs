namespace Microsoft.DurableTask;

/// <summary>Tries a failed task again after growing pauses.</summary>
public class RetryPolicy
{
    /// <summary>Defines the pauses.</summary>
    /// <param name="maxNumberOfAttempts">All attempts together, at least 1.</param>
    /// <param name="firstRetryInterval">The first pause, above zero.</param>
    /// <param name="backoffCoefficient">What each further pause is multiplied by, at least 1.</param>
    /// <param name="maxRetryInterval">The longest pause; no bound if null.</param>
    /// <param name="retryTimeout">No more attempts this long after the first; no bound if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of the range given here.</exception>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxNumberOfAttempts);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1.0);
        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.MaxValue;
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    /// <summary>All attempts together.</summary>
    public int MaxNumberOfAttempts { get; }

    /// <summary>The first pause.</summary>
    public TimeSpan FirstRetryInterval { get; }

    /// <summary>What each further pause is multiplied by.</summary>
    public double BackoffCoefficient { get; }

    /// <summary>The longest pause.</summary>
    public TimeSpan MaxRetryInterval { get; }

    /// <summary>No more attempts this long after the first; infinite for no bound.</summary>
    public TimeSpan RetryTimeout { get; }

    /// <summary>Says which failures are tried again; all if not set.</summary>
    public Func<TaskFailureDetails, bool> HandleFailure { internal get; init; } = _ => true;
}
