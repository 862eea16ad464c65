using System.CommandLine;
using PerfFunctions.App.Triggers;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf spike URL</c></summary>
internal static class SpikeCommand
{
    public static Command Create(TimeProvider time)
    {
        var address = new Argument<string>("URL") { Description = "Address to send to, with its path." };
        var rate = new Option<string>("--rate") { Description = "Rate of the spike.", DefaultValueFactory = _ => "100/s" };
        var length = new Option<string>("--for") { Description = "How long it stays there.", DefaultValueFactory = _ => "15s" };
        var command = new Command("spike", "Send a sudden peak of requests and see how the target takes it.") { address, rate, length };
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var spike = new SpikeRequest(parsed.GetValue(address), parsed.GetValue(rate), parsed.GetValue(length));
            return RunSteps.RunAsync(
                options.Of(parsed), browser: false, options.Json(parsed), time, client => client.SpikeAsync(spike, cancellation), cancellation);
        });
        return command;
    }
}
