using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Benchmarks.Engine;

/// <summary>Measures how long the intervals of a large run take to be decoded and merged, and with how much memory.</summary>
internal static class AggregateCommand
{
    // Rows of one second differ; so many kinds are made beforehand, as making them is not what is measured.
    private const int Kinds = 64;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<int> shards = Number("--shards", "Shards of the run.", 1_000, 1_000);
        Option<int> seconds = Number("--seconds", "Length of the run.", 3_600, 86_400);
        Option<int> requests = Number("--requests", "Named requests of the scenario.", 20, PlanLimits.SeriesNames);
        Option<int> rate = Number("--rate", "Requests per second of each shard.", 100, 100_000);
        var command = new Command("aggregate", "Decodes and merges the intervals of a large run.") { shards, seconds, requests, rate };
        command.SetAction(parsed => Console.Out.Write(
            Run(parsed.GetValue(shards), parsed.GetValue(seconds), parsed.GetValue(requests), parsed.GetValue(rate))));
        return command;
    }

    /// <summary>The measurement, in words.</summary>
    internal static string Run(int shards, int seconds, int requests, int rate)
    {
        PerfPlan plan = PlanParser.Parse(LargeLoad.Plan(seconds, requests)).Plan!;
        byte[][] rows = [.. Enumerable.Range(0, Kinds).Select(kind => LargeLoad.Row(requests, rate, new Random(kind)))];
        var aggregator = new RunAggregator("r", plan);
        GC.Collect();
        long before = GC.GetTotalAllocatedBytes();
        TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        for (int second = 0; second < seconds; second++)
        {
            for (int shard = 0; shard < shards; shard++)
            {
                aggregator.Add(LargeLoad.Read(rows[(second + (shard * 7)) % Kinds], second, shard));
            }
        }

        RunSummary summary = aggregator.Summarize([], []);
        (TimeSpan took, TimeSpan cpu) = (watch.Elapsed, Environment.CpuUsage.TotalTime - cpuBefore);
        using var process = Process.GetCurrentProcess();
        long merged = (long)shards * seconds * requests;
        return string.Create(CultureInfo.InvariantCulture, $"""
            {shards} shards, {seconds} s, {requests} requests: {merged:N0} intervals of requests, {summary.Scenarios[0].Counts.Completed:N0} requests
            time          {took.TotalSeconds:0.0} s, of the processor {cpu.TotalSeconds:0.0} s ({1e9 * cpu.TotalSeconds / merged:0} ns an interval)
            largest       {process.PeakWorkingSet64 / 1e6:0} MB of memory
            allocated     {(GC.GetTotalAllocatedBytes() - before) / 1e9:0.0} GB ({(GC.GetTotalAllocatedBytes() - before) / merged} bytes an interval)
            an interval   {rows.Average(r => r.Length):0} bytes with all its requests

            """);
    }

    private static Option<int> Number(string name, string description, int usual, int most)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result => BenchmarkOptions.Within(result, 1, most));
        return option;
    }
}
