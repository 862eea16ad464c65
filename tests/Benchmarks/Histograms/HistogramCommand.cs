using System.CommandLine;

namespace PerfFunctions.Benchmarks.Histograms;

/// <summary>Compares our latency histogram with the HdrHistogram library.</summary>
internal static class HistogramCommand
{
    private const int Times = 500;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "How often each is measured.", DefaultValueFactory = _ => 15 };
        rounds.Validators.Add(result => BenchmarkOptions.Within(result, 1, 1000));
        var command = new Command("histograms", "Compares our latency histogram with the HdrHistogram library.") { rounds };
        command.SetAction(parsed =>
        {
            foreach (int latencies in new[] { 10, 500, 10_000 })
            {
                HistogramCost[] costs = [.. new HistogramRace(latencies, new Random(1)).Run(parsed.GetValue(rounds), Times)];
                Console.Out.Write(Table(latencies, costs));
            }
        });
        return command;
    }

    /// <summary>The costs as a table.</summary>
    internal static string Table(int latencies, IReadOnlyList<HistogramCost> costs)
    {
        string header = FormattableString.Invariant($"{latencies + " latencies",-20} {"ours, µs",10} {"library",10} {"ratio",6} {"ours, bytes",12} {"library",10}\n");
        return string.Concat(costs.Select(cost => FormattableString.Invariant(
            $"{cost.Operation,-20} {cost.Ours.Microseconds,10:0.0} {cost.Theirs.Microseconds,10:0.0} {cost.Ratio,6:0.00} {cost.Ours.Bytes,12} {cost.Theirs.Bytes,10}\n")).Prepend(header).Append("\n"));
    }
}
