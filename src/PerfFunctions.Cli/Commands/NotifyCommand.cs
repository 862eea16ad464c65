using System.CommandLine;
using PerfFunctions.Api;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf notify RUN</c></summary>
internal static class NotifyCommand
{
    public static Command Create(TimeProvider time)
    {
        var id = new Argument<string>("RUN") { Description = "Id of the run whose verdict to publish." };
        var command = new Command("notify", "Publish a run's verdict to its pull request and the webhook again.") { id };
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var terminal = new Terminal(options.Json(parsed), time);
            await using ServiceSession session = await ServiceSession.OpenAsync(
                options.Of(parsed), browser: false, time, terminal.Say, cancellationToken, start: false);
            RunAccepted accepted = await session.Client.NotifyAsync(parsed.GetValue(id)!, cancellationToken);
            terminal.Say($"The verdict of run {accepted.RunId} is being published again.");
            return ExitCodes.Pass;
        });
        return command;
    }
}
