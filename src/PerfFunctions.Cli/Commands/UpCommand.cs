using System.CommandLine;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf up</c></summary>
internal static class UpCommand
{
    public static Command Create(TimeProvider time)
    {
        var command = new Command("up", "Start the service with its storage on this machine, until Ctrl+C.");
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var terminal = new Terminal(options.Json(parsed), time);
            await using ServiceSession session = await ServiceSession.OpenAsync(
                options.Of(parsed), browser: true, time, terminal.Say, cancellation);
            if (session.Started is not { } service)
            {
                return ExitCodes.Pass;
            }

            terminal.Say($"dashboard  {service.Address}");
            terminal.Say($"log        {service.Log}");
            terminal.Say("Ctrl+C stops it.");
            await Task.WhenAny(service.Ended, Task.Delay(Timeout.InfiniteTimeSpan, time, cancellation));
            return cancellation.IsCancellationRequested
                ? ExitCodes.Pass
                : throw new CliException($"The service ended by itself; see {service.Log}.");
        });
        return command;
    }
}
