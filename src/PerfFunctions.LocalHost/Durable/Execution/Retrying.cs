using Microsoft.DurableTask;

namespace PerfFunctions.LocalHost.Durable.Execution;

/// <summary>Tries a task again with durable timers in between, as its options say.</summary>
internal static class Retrying
{
    public static Task<T> RunAsync<T>(TaskOrchestrationContext context, TaskRetryOptions? options, Func<Task<T>> attempt) =>
        options is null ? attempt() : LoopAsync(context, options, attempt);

    /// <summary>The pause after a failed attempt; null to give up.</summary>
    internal static TimeSpan? PauseAfter(RetryPolicy policy, int attempts, TimeSpan elapsed, TaskFailureDetails failure)
    {
        bool late = policy.RetryTimeout != Timeout.InfiniteTimeSpan && elapsed >= policy.RetryTimeout;
        if (attempts >= policy.MaxNumberOfAttempts || late || !policy.HandleFailure(failure))
        {
            return null;
        }

        double ticks = policy.FirstRetryInterval.Ticks * Math.Pow(policy.BackoffCoefficient, attempts - 1);
        return ticks >= policy.MaxRetryInterval.Ticks ? policy.MaxRetryInterval : TimeSpan.FromTicks((long)ticks);
    }

    private static async Task<T> LoopAsync<T>(TaskOrchestrationContext context, TaskRetryOptions options, Func<Task<T>> attempt)
    {
        DateTime start = context.CurrentUtcDateTime;
        for (int attempts = 1; ; attempts++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException failed)
            {
                if (!await WaitAsync(context, options, attempts, context.CurrentUtcDateTime - start, failed.FailureDetails))
                {
                    throw;
                }
            }
        }
    }

    private static async Task<bool> WaitAsync(
        TaskOrchestrationContext context, TaskRetryOptions options, int attempts, TimeSpan elapsed, TaskFailureDetails failure)
    {
        if (options.Handler is { } handler)
        {
            return await handler(new(context, attempts, failure, elapsed, CancellationToken.None));
        }

        if (PauseAfter(options.Policy!, attempts, elapsed, failure) is not { } pause)
        {
            return false;
        }

        await context.CreateTimer(pause, CancellationToken.None);
        return true;
    }
}
