using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PerfFunctions.App.Activities;
using PerfFunctions.App.Triggers;

namespace PerfFunctions.App.Orchestrations;

/// <summary>Tells those who are to be told how a run ended.</summary>
public static class TellRun
{
    /// <summary>Tells them anew, after who could not be told was given up.</summary>
    [Function(nameof(TellRun))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, RunRequest request) =>
        await context.KeepUntoldAsync(new UntoldRun(request.RunId, await context.TellAsync(request)));

    /// <summary>Tells them, and gives why not all could be told; null when they were. Side by side: who cannot be told for hours keeps the news from nobody else.</summary>
    internal static async Task<string?> TellAsync(this TaskOrchestrationContext context, RunRequest request)
    {
        string?[] problems = await Task.WhenAll(
            request.OfPullRequest ? context.TellPullRequestAsync(request) : Task.FromResult<string?>(null), context.PostVerdictAsync(request));
        string[] untold = [.. problems.OfType<string>()];
        return untold.Length == 0 ? null : string.Join(' ', untold);
    }
}
