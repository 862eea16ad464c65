using System.CommandLine;
using PerfFunctions.Api;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf halt --reason TEXT</c> and <c>perf resume</c></summary>
internal static class HaltCommand
{
    public static Command Create(TimeProvider time)
    {
        var reason = new Option<string>("--reason")
        {
            Description = "Why everything is halted, 1 to 500 characters.",
            Required = true,
        };
        var command = new Command("halt", "Stop all runs within seconds and start no new ones until 'perf resume'.") { reason };
        return With(command, time, (client, parsed, cancellationToken) =>
            client.HaltAsync(parsed.GetValue(reason)!, cancellationToken));
    }

    public static Command CreateResume(TimeProvider time) => With(
        new Command("resume", "Allow runs again after 'perf halt'."), time, (client, _, cancellationToken) => client.ResumeAsync(cancellationToken));

    private static Command With(Command command, TimeProvider time, Func<ServiceClient, ParseResult, CancellationToken, Task<HaltView>> act)
    {
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var terminal = new Terminal(options.Json(parsed), time);
            await using ServiceSession session = await ServiceSession.OpenAsync(
                options.Of(parsed), browser: false, time, terminal.Say, cancellationToken, start: false);
            HaltView view = await act(session.Client, parsed, cancellationToken);
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
