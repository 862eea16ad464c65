using System.CommandLine;
using PerfFunctions.Api;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf spike URL</c></summary>
internal static class SpikeCommand
{
    public static Command Create(TimeProvider time)
    {
        var address = new Argument<string>("URL") { Description = "Address to send requests to, with its path." };
        var rate = new Option<string>("--rate") { Description = "Peak rate.", DefaultValueFactory = _ => "100/s" };
        var length = new Option<string>("--for") { Description = "How long the peak lasts.", DefaultValueFactory = _ => "15s" };
        var command = new Command("spike", "Send a sudden peak of requests and measure how the target copes.") { address, rate, length };
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var spike = new SpikeRequest(parsed.GetValue(address), parsed.GetValue(rate), parsed.GetValue(length));
            return RunSteps.RunAsync(
                options.Of(parsed), browser: false, options.Json(parsed), time, client => client.SpikeAsync(spike, cancellationToken),
                cancellationToken);
        });
        return command;
    }
}
