using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace PerfFunctions.App.Runs.Orchestrations;

/// <summary>Publishes a verdict to all its receivers.</summary>
public static class NotifyRun
{
    /// <summary>Publishes it again, after a delivery was given up.</summary>
    [Function(RunInstances.Notification)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, RunRequest request) =>
        await context.RecordUndeliveredAsync(new UndeliveredRun(request.RunId, await context.NotifyAsync(request)));

    /// <summary>
    /// Publishes to all receivers in parallel, so that one that fails for hours does not delay the others. Returns why a delivery
    /// failed; null if none did.
    /// </summary>
    internal static async Task<string?> NotifyAsync(this TaskOrchestrationContext context, RunRequest request)
    {
        string?[] problems = await Task.WhenAll(
            request.OfPullRequest ? ProblemOfAsync(context.NotifyPullRequestAsync(request)) : Task.FromResult<string?>(null),
            ProblemOfAsync(context.PostVerdictAsync(request)));
        string[] undelivered = [.. problems.OfType<string>()];
        return undelivered.Length == 0 ? null : string.Join(' ', undelivered);
    }

    // An unforeseen failure is an undelivered report too: it is recorded, and does not affect the other receivers.
    private static async Task<string?> ProblemOfAsync(Task<string?> delivery)
    {
        try
        {
            return await delivery;
        }
        catch (TaskFailedException e)
        {
            return $"{e.TaskName} failed: {e.FailureDetails.ErrorMessage}";
        }
    }
}
