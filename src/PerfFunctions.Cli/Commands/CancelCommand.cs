using System.CommandLine;
using PerfFunctions.Api;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf cancel RUN</c></summary>
internal static class CancelCommand
{
    public static Command Create(TimeProvider time)
    {
        var id = new Argument<string>("RUN") { Description = "Id of the run to cancel." };
        var command = new Command("cancel", "Cancel a run; what it measured so far is reported.") { id };
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var terminal = new Terminal(options.Json(parsed), time);
            await using ServiceSession session = await ServiceSession.OpenAsync(
                options.Of(parsed), browser: false, time, terminal.Say, cancellationToken);
            RunAccepted accepted = await session.Client.CancelAsync(parsed.GetValue(id)!, cancellationToken);
            terminal.Say($"Run {accepted.RunId} is being cancelled.");
            return ExitCodes.Pass;
        });
        return command;
    }
}
