using Microsoft.DurableTask;

namespace PerfFunctions.App.Runs.Orchestrations;

/// <summary>Waiting for the end of other work, in an orchestration.</summary>
internal static class TaskEnds
{
    /// <summary>Waits for the end, and takes a failure for one.</summary>
    public static async Task SettledAsync(this Task task)
    {
        try
        {
            await task;
        }
        catch (TaskFailedException)
        {
            // Whoever needs the result sees the failure.
        }
    }

    /// <summary>Waits for the end, but no longer than given; false if it did not come.</summary>
    public static async Task<bool> EndsWithinAsync(this TaskOrchestrationContext context, Task task, TimeSpan limit)
    {
        using var ended = new CancellationTokenSource();
        if (await Task.WhenAny(task, context.CreateTimer(limit, ended.Token)) != task)
        {
            return false;
        }

        // Not by CancelAsync: an orchestration awaits nothing but durable tasks.
        ended.Cancel();
        return true;
    }
}
