using System.CommandLine;
using System.Globalization;

namespace PerfFunctions.Benchmarks.Service;

/// <summary><c>deliveries</c>: how long GitHub waits for its answers when many deliveries come at once.</summary>
internal static class DeliveriesCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var count = new Option<int>("--count") { Description = "Deliveries, each of a pull request of its own.", DefaultValueFactory = _ => 1000 };
        count.Validators.Add(result => BenchmarkOptions.Within(result, 1, 100_000));
        var atOnce = new Option<int>("--at-once") { Description = "Deliveries in progress at once.", DefaultValueFactory = _ => 50 };
        atOnce.Validators.Add(result => BenchmarkOptions.Within(result, 1, 1000));
        var behind = new Option<int>("--behind") { Description = "Deliveries before those, whose runs are being planned meanwhile.", DefaultValueFactory = _ => 200 };
        behind.Validators.Add(result => BenchmarkOptions.Within(result, 0, 100_000));
        var command = new Command("deliveries", "Measure how soon webhook deliveries are answered while their runs are planned, with a storage emulator.") { count, atOnce, behind };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            DeliveryFigures figures = await DeliveriesBenchmark.RunAsync(
                parsed.GetValue(count), parsed.GetValue(atOnce), parsed.GetValue(behind), new StandardError(), cancellationToken);
            Console.Out.Write(string.Create(CultureInfo.InvariantCulture, $"""
                answered with 202                  {figures.Accepted,6} of {parsed.GetValue(count)}
                delivery to answer, p50            {figures.AnswerMs.Percentile(50),6:F0} ms
                delivery to answer, p99            {figures.AnswerMs.Percentile(99),6:F0} ms
                delivery to answer, slowest        {figures.AnswerMs.Percentile(100),6:F0} ms
                all deliveries answered after      {figures.Answered.TotalSeconds,6:F1} s
                runs that ended meanwhile          {figures.Ended,6}

                """));
        });
        return command;
    }
}

/// <summary>What the benchmark of deliveries has measured.</summary>
/// <param name="Accepted">Deliveries that were answered with 202.</param>
/// <param name="AnswerMs">From a delivery to its answer, in milliseconds, in ascending order.</param>
/// <param name="Answered">From the first delivery to the last answer.</param>
/// <param name="Ended">Runs that reported to GitHub meanwhile.</param>
internal sealed record DeliveryFigures(int Accepted, FirstRequests AnswerMs, TimeSpan Answered, int Ended);
