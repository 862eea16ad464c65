using Microsoft.DurableTask;
using PerfFunctions.App.CodeHosts;

namespace PerfFunctions.App.Runs.Orchestrations;

/// <summary>
/// Outlasts the bad hours of the code's host. The wait is a durable timer and the work an activity that is safe to repeat, so an
/// orchestration that waits is the outbox: it survives restarts, and nothing is done twice.
/// </summary>
internal static class CodeHostRetries
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <summary>Repeats an activity until it comes through; gives why it did not within a day, or never will. Null when it did.</summary>
    public static async Task<string?> UntilTakenAsync<T>(this TaskOrchestrationContext context, string activity, T input, TaskOptions options)
    {
        DateTime end = context.CurrentUtcDateTime + Longest;
        for (int failures = 0; ; failures++)
        {
            CodeHostAttempt attempt = await context.CallActivityAsync<CodeHostAttempt>(activity, input, options);
            TimeSpan wait = attempt.Wait ?? BackOff(failures);
            if (attempt.Problem is null || !attempt.IsTransient || context.CurrentUtcDateTime + wait > end)
            {
                return attempt.Problem;
            }

            await context.CreateTimer(wait, CancellationToken.None);
        }
    }

    private static TimeSpan BackOff(int failures) =>
        TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstWait.Ticks << Math.Min(failures, 10)));
}
