using System.Diagnostics;
using PerfFunctions.Benchmarks.Engine;
using PerfFunctions.Benchmarks.Measure;
using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load;
using PerfFunctions.Load.Shards;

namespace PerfFunctions.Benchmarks.Faults;

/// <summary>One run of the load engine on the sample service with one fault, in a process and on a core of its own.</summary>
internal static class FaultRun
{
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(20);

    /// <summary>What the run came to.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="seconds">Length of the load.</param>
    /// <param name="core">Core of the service; null for any.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="BenchmarkException">The service did not start.</exception>
    public static async Task<RunSummary> RunAsync(ServiceFault fault, int seconds, int? core, CancellationToken cancellationToken)
    {
        using Process service = ChildRun.Start(Cores.On(core, FaultyServiceCommand.Launch(fault)));
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Start);
            string[] addresses = (await service.StandardOutput.ReadLineAsync(limit.Token) ?? "").Split(' ');
            return addresses.Length == 2
                ? await LoadAsync(fault, seconds, new Uri(addresses[0]), new Uri(addresses[1]), cancellationToken)
                : throw new BenchmarkException(
                    $"The sample service ended at once: {ChildRun.LastLine(await service.StandardError.ReadToEndAsync(cancellationToken))}");
        }
        finally
        {
            if (!service.HasExited)
            {
                service.Kill(entireProcessTree: true);
                await service.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    private static async Task<RunSummary> LoadAsync(
        ServiceFault fault, int seconds, Uri target, Uri metrics, CancellationToken cancellationToken)
    {
        PerfPlan plan = PlanParser.Parse(Plan(fault, seconds)).Plan!;
        var sink = new CountingSink();
        DateTimeOffset goAt = TimeProvider.System.GetUtcNow() + Lead;
        var scrape = new MetricsScrape(metrics);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task scraping = scrape.RunAsync(goAt, ended.Token);
        ShardResult result = await new ShardRunner(TimeProvider.System, sink)
            .RunAsync(new ShardWork(plan.Load, target, new ShardPart(0, 1), goAt), cancellationToken);
        await ended.CancelAsync();
        await scraping;
        var aggregator = new RunAggregator($"{fault}", plan);
        foreach (LoadInterval interval in sink.Intervals)
        {
            aggregator.Add(interval);
        }

        return aggregator.Summarize([result], []) with { Server = scrape.Summarize(seconds) };
    }

    // An iteration has two requests: 5 to 90 iterations are 10 to 180 requests a second.
    private static string Plan(ServiceFault fault, int seconds) => $$"""
        version: 1
        name: faults
        load:
          shop:
            arrivals: {{(ServiceFaults.IsRamp(fault) ? $"{{ from: 5/s, to: 90/s, over: {seconds}s }}" : $"{{ rate: 25/s, for: {seconds}s }}")}}
            onFailure: continue
            flow: [ { get: /cart }, { get: /products } ]
        """;
}
