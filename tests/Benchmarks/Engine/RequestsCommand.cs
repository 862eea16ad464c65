using System.CommandLine;
using System.Globalization;
using PerfFunctions.Benchmarks.Target;
using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load;
using PerfFunctions.Load.Shards;

namespace PerfFunctions.Benchmarks.Engine;

/// <summary>Holds the results of each request of a flow against what the target is known to do, from several numbers of shards.</summary>
internal static class RequestsCommand
{
    private const string Plan = """
        version: 1
        name: known
        load:
          browse:
            arrivals: { rate: 25/s, for: 20s }
            onFailure: continue
            flow: [ { get: /10, name: 10 ms }, { get: /50f, name: 50 ms }, { get: /200, name: 200 ms } ]
        """;

    private static readonly int[] Delays = [10, 50, 200];

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("requests", "Compares the percentiles and errors of three requests with the delays and failures of a target of its own.");
        command.SetAction(async (_, cancellationToken) =>
        {
            using var target = new TimedTarget();
            await new JitWarmUp(TimeProvider.System).RunAsync(isSecure: false);
            foreach (int shards in new[] { 1, 3, 8 })
            {
                ScenarioSummary browse = await RunAsync(target.Address, shards, cancellationToken);
                Console.Out.Write(Table(shards, browse, target.TakeFailed()));
            }
        });
        return command;
    }

    private static async Task<ScenarioSummary> RunAsync(Uri target, int shards, CancellationToken cancellationToken)
    {
        PerfPlan plan = PlanParser.Parse(Plan).Plan!;
        var sink = new CountingSink();
        DateTimeOffset goAt = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(1);
        ShardResult[] results = await Task.WhenAll(Enumerable.Range(0, shards).Select(shard => new ShardRunner(TimeProvider.System, sink)
            .RunAsync(new ShardWork(plan.Load, target, new ShardPart(shard, shards), goAt), cancellationToken)));
        var aggregator = new RunAggregator("r", plan);
        foreach (LoadInterval interval in sink.Intervals)
        {
            aggregator.Add(interval);
        }

        return aggregator.Summarize(results, []).Scenarios[0];
    }

    private static string Table(int shards, ScenarioSummary browse, int failed)
    {
        IEnumerable<string> rows = browse.Series.Where(s => SeriesKey.KindOf(s.Key) == SeriesKind.Request).Zip(Delays, (request, delay) =>
        {
            LatencyHistogram times = LatencyHistogram.Decode(request.Service);
            string deviations = string.Join(", ", new[] { 50, 95, 99 }.Select(p => string.Create(CultureInfo.InvariantCulture,
                $"p{p} {times.PercentileMs(p):0.00} ms ({100 * ((times.PercentileMs(p) / delay) - 1):+0.0;-0.0} %)")));
            return $"  {request.Title,-7} {request.Counts.Completed} requests, {request.Counts.Failed} failed; {deviations}\n";
        });
        return $"{shards} shards, the target failed {failed}\n{string.Concat(rows)}";
    }
}
