using System.CommandLine;
using PerfFunctions.App.Triggers;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf tell RUN</c></summary>
internal static class TellCommand
{
    public static Command Create(TimeProvider time)
    {
        var id = new Argument<string>("RUN") { Description = "Run whose report found nobody." };
        var command = new Command("tell", "Tell the pull request and the webhook again how a run ended.") { id };
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var terminal = new Terminal(options.Json(parsed), time);
            await using ServiceSession session = await ServiceSession.OpenAsync(
                options.Of(parsed), browser: false, time, terminal.Say, cancellation, start: false);
            RunAccepted accepted = await session.Client.TellAsync(parsed.GetValue(id)!, cancellation);
            terminal.Say($"The report of run {accepted.RunId} is on its way again.");
            return ExitCodes.Pass;
        });
        return command;
    }
}
