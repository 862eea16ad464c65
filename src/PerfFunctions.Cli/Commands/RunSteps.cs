using PerfFunctions.Api;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;

namespace PerfFunctions.Cli.Commands;

/// <summary>What the commands that start a run have in common: start, follow, show, exit code.</summary>
internal static class RunSteps
{
    /// <summary>Opens a session, starts a run, follows it to its end and shows its verdict.</summary>
    /// <param name="settings">Which service to speak to.</param>
    /// <param name="browser">Whether the run needs a browser.</param>
    /// <param name="json">Whether the result is for a program.</param>
    /// <param name="time">The clock.</param>
    /// <param name="start">Starts the run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="chosen">What the run chooses of its plan, in words; null for nothing.</param>
    /// <param name="planFile">The plan's file; null where it has none.</param>
    /// <param name="ended">Looks at the run before its verdict is shown; null for nothing.</param>
    public static async Task<int> RunAsync(
        Settings settings, bool browser, bool json, TimeProvider time, Func<ServiceClient, Task<RunAccepted>> start,
        CancellationToken cancellationToken, string? chosen = null, string? planFile = null, Func<ServiceClient, RunView, Task>? ended = null)
    {
        var terminal = new Terminal(json, time);
        await using ServiceSession session = await ServiceSession.OpenAsync(settings, browser, time, terminal.Say,
            cancellationToken);
        RunAccepted accepted = await start(session.Client);
        terminal.Say($"Run {accepted.RunId}{(string.IsNullOrEmpty(chosen) ? "" : $" with {chosen}")}: {accepted.Page}");
        RunView run = await new RunFollower(session.Client, time).FollowAsync(accepted.RunId, terminal.Progress(),
            cancellationToken);
        if (ended is not null)
        {
            await ended(session.Client, run);
        }

        terminal.Result(run);
        if (ActionsJob.Find(Environment.GetEnvironmentVariable) is { } job)
        {
            job.Annotate(json ? Console.Error : Console.Out, run, planFile);
            await job.WriteAsync(run, await ReportAsync(session.Client, run, cancellationToken), cancellationToken);
        }

        return ExitCodes.Of(run.Outcome!.Value);
    }

    // A run that broke has no report, and its end must be shown all the same.
    private static async Task<string> ReportAsync(ServiceClient client, RunView run, CancellationToken cancellationToken)
    {
        try
        {
            return await client.ReportAsync(run.RunId, "md", cancellationToken);
        }
        catch (CliException)
        {
            return $"{run.Headline}\n";
        }
    }
}
