using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace PerfFunctions.App.Runs.Orchestrations;

/// <summary>Tells those who are to be told how a run ended.</summary>
public static class TellRun
{
    /// <summary>Tells them anew, after who could not be told was given up.</summary>
    [Function(RunInstances.Notification)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, RunRequest request) =>
        await context.KeepUntoldAsync(new UntoldRun(request.RunId, await context.TellAsync(request)));

    /// <summary>Tells them, and gives why not all could be told; null when they were. Side by side: who cannot be told for hours keeps the news from nobody else.</summary>
    internal static async Task<string?> TellAsync(this TaskOrchestrationContext context, RunRequest request)
    {
        string?[] problems = await Task.WhenAll(
            request.OfPullRequest ? ProblemOfAsync(context.TellPullRequestAsync(request)) : Task.FromResult<string?>(null),
            ProblemOfAsync(context.PostVerdictAsync(request)));
        string[] untold = [.. problems.OfType<string>()];
        return untold.Length == 0 ? null : string.Join(' ', untold);
    }

    // What fails in a way that nobody foresaw is a report that was not told, too: it is noted down, and keeps it from nobody else.
    private static async Task<string?> ProblemOfAsync(Task<string?> telling)
    {
        try
        {
            return await telling;
        }
        catch (TaskFailedException e)
        {
            return $"{e.TaskName} failed: {e.FailureDetails.ErrorMessage}";
        }
    }
}
