using PerfFunctions.Api;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;

namespace PerfFunctions.Cli.Commands;

/// <summary>What the commands that start a run have in common: start, follow, show, exit code.</summary>
internal static class RunSteps
{
    /// <summary>Opens a session, starts a run, follows it to its end and shows its verdict.</summary>
    public static async Task<int> RunAsync(
        Settings settings, bool browser, bool json, TimeProvider time, Func<ServiceClient, Task<RunAccepted>> start, CancellationToken cancellationToken)
    {
        var terminal = new Terminal(json, time);
        await using ServiceSession session = await ServiceSession.OpenAsync(settings, browser, time, terminal.Say,
            cancellationToken);
        RunAccepted accepted = await start(session.Client);
        terminal.Say($"Run {accepted.RunId}");
        RunView run = await new RunFollower(session.Client, time).FollowAsync(accepted.RunId, terminal.Progress(),
            cancellationToken);
        terminal.Result(run);
        return ExitCodes.Of(run.Outcome!.Value);
    }
}
