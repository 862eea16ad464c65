using System.CommandLine;
using System.Globalization;

namespace PerfFunctions.Benchmarks.Service;

/// <summary><c>service</c>: how quickly the service on this machine starts, begins a load, fans out, and what it costs when idle.</summary>
internal static class ServiceCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "Runs of which the time to their first request is taken.", DefaultValueFactory = _ => 20 };
        var shards = new Option<int>("--shards") { Description = "Shards of the run that is fanned out.", DefaultValueFactory = _ => 200 };
        var command = new Command("service", "Measure the service on the local Functions host, with a storage emulator of its own.") { rounds, shards };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            ServiceFigures figures = await ServiceBenchmark.RunAsync(parsed.GetValue(rounds), parsed.GetValue(shards), new StandardError(), cancellationToken);
            Console.Out.Write(string.Create(CultureInfo.InvariantCulture, $"""
                start-up, storage running          {figures.StartUp.TotalSeconds,6:F1} s
                POST to first request, p50         {figures.FirstRequestMs.Percentile(50),6:F0} ms
                POST to first request, p90         {figures.FirstRequestMs.Percentile(90),6:F0} ms
                {parsed.GetValue(shards)} shards, POST to verdict      {figures.FanOut.TotalSeconds,6:F1} s
                idle, of one core                  {figures.Idle,6:P1}
                memory                             {figures.MemoryMb,6:F0} MB

                """));
        });
        return command;
    }
}
