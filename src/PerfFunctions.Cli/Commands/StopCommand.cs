using System.CommandLine;
using PerfFunctions.App.KillSwitch;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf stop --why TEXT</c> and <c>perf release</c></summary>
internal static class StopCommand
{
    public static Command Create(TimeProvider time)
    {
        var why = new Option<string>("--why") { Description = "What everything is stopped for.", Required = true };
        var command = new Command("stop", "End all runs within seconds, and let none begin until it is released.") { why };
        return With(command, time, (client, parsed, cancellation) => client.StopAsync(parsed.GetValue(why)!, cancellation));
    }

    public static Command CreateRelease(TimeProvider time) => With(
        new Command("release", "Let runs begin again after a stop."), time, (client, _, cancellation) => client.ReleaseAsync(cancellation));

    private static Command With(Command command, TimeProvider time, Func<ServiceClient, ParseResult, CancellationToken, Task<StopView>> act)
    {
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var terminal = new Terminal(options.Json(parsed), time);
            await using ServiceSession session = await ServiceSession.OpenAsync(
                options.Of(parsed), browser: false, time, terminal.Say, cancellation, start: false);
            StopView view = await act(session.Client, parsed, cancellation);
            if (options.Json(parsed))
            {
                Terminal.Json(view);
            }
            else
            {
                terminal.Say(view.Stopped ? $"Everything is stopped; {view.UnderWay.Count} runs are being ended." : "Runs can begin again.");
            }

            return ExitCodes.Pass;
        });
        return command;
    }
}
