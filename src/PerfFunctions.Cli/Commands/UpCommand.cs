using System.CommandLine;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf up</c></summary>
internal static class UpCommand
{
    public static Command Create(TimeProvider time)
    {
        var storage = new Option<string?>("--storage") { Description = "Connection string of a storage account; machines that share it share their runs. Else an emulator on this machine." };
        var hub = new Option<string?>("--hub") { Description = "Name of the task hub in it, and of the service's tables." };
        var command = new Command("up", "Start the service with its storage on this machine, until Ctrl+C.") { storage, hub };
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var terminal = new Terminal(options.Json(parsed), time);
            await using ServiceSession session = await ServiceSession.OpenAsync(
                options.Of(parsed) with { Hub = TaskHub.Of(parsed.GetValue(storage), parsed.GetValue(hub)) }, browser: true, time, terminal.Say, cancellation);
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
