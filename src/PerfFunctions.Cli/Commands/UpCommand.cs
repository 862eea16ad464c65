using System.CommandLine;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf up</c></summary>
internal static class UpCommand
{
    public static Command Create(TimeProvider time)
    {
        var storage = new Option<string?>("--storage") { Description = "Connection string of a storage account; machines with the same account share their runs. An emulator on this machine by default." };
        var hub = new Option<string?>("--hub") { Description = "Name of the task hub, and prefix of the service's tables." };
        var command = new Command("up", "Start the service and its storage on this machine, until Ctrl+C.") { storage, hub };
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var terminal = new Terminal(options.Json(parsed), time);
            await using ServiceSession session = await ServiceSession.OpenAsync(
                options.Of(parsed) with { Hub = TaskHub.Of(parsed.GetValue(storage), parsed.GetValue(hub)) }, browser: true, time, terminal.Say,
                cancellationToken);
            if (session.Started is not { } service)
            {
                return ExitCodes.Pass;
            }

            terminal.Say($"dashboard  {service.Address}");
            terminal.Say($"log        {service.Log}");
            terminal.Say("Press Ctrl+C to stop.");
            await Task.WhenAny(service.Ended, Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken));
            return cancellationToken.IsCancellationRequested
                ? ExitCodes.Pass
                : throw new CliException($"The service ended unexpectedly; see {service.Log}.");
        });
        return command;
    }
}
