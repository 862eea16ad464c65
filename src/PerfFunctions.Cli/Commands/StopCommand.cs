using System.CommandLine;
using PerfFunctions.Api;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf halt --reason TEXT</c> and <c>perf resume</c></summary>
internal static class StopCommand
{
    public static Command Create(TimeProvider time)
    {
        var reason = new Option<string>("--reason") { Description = "Why everything is halted, 1 to 500 characters.", Required = true };
        var command = new Command("halt", "Stop all runs within seconds and start no new ones until 'perf resume'.") { reason };
        return With(command, time, (client, parsed, cancellation) => client.HaltAsync(parsed.GetValue(reason)!, cancellation));
    }

    public static Command CreateResume(TimeProvider time) => With(
        new Command("resume", "Allow runs again after 'perf halt'."), time, (client, _, cancellation) => client.ResumeAsync(cancellation));

    private static Command With(Command command, TimeProvider time, Func<ServiceClient, ParseResult, CancellationToken, Task<HaltView>> act)
    {
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var terminal = new Terminal(options.Json(parsed), time);
            await using ServiceSession session = await ServiceSession.OpenAsync(
                options.Of(parsed), browser: false, time, terminal.Say, cancellation, start: false);
            HaltView view = await act(session.Client, parsed, cancellation);
            if (options.Json(parsed))
            {
                Terminal.Json(view);
            }
            else
            {
                terminal.Say(view.Halted ? $"Halted: no new runs start; runs still ending: {view.Running.Count}." : "Resumed: runs can start again.");
            }

            return ExitCodes.Pass;
        });
        return command;
    }
}
