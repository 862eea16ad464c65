using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.RealUsers;
using PerfFunctions.App.Runs.Intervals;
using PerfFunctions.App.Telemetry;
using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.App.Runs.Activities;

/// <summary>Merges all that a run measured.</summary>
public sealed class AggregateRun(
    RunFiles files, RunBlobs blobs, IntervalStore intervals, StartBarrier barrier, RealUserStore realUsers, TimeProvider time,
    RunTelemetry telemetry)
{
    /// <summary>Writes the summary.</summary>
    [Function(nameof(AggregateRun))]
    public Task RunAsync([ActivityTrigger] RunMeasured measured, FunctionContext context) =>
        telemetry.StageAsync(nameof(AggregateRun), measured.RunId, () => AggregateAsync(measured, context.CancellationToken));

    private async Task<RunSummary> AggregateAsync(RunMeasured measured, CancellationToken cancellationToken)
    {
        OpenRun run = await files.OpenAsync(measured.RunId, cancellationToken);
        var aggregator = new RunAggregator(measured.RunId, run.Plan);
        var board = new ShardBoard();
        await foreach (LoadInterval interval in intervals.ReadAllAsync(measured.RunId, cancellationToken))
        {
            aggregator.Add(interval);
            board.Add(interval);
        }

        List<PageMeasurement> pages = [];
        foreach (Page page in run.Plan.Pages)
        {
            pages.Add(await blobs.FindPageAsync(measured.RunId, page.Name, cancellationToken) ?? Lost(run, page, measured));
        }

        IReadOnlyList<ConditionHit> hits = run.Record.Abort is { } abort ? [.. run.Record.Ended, abort] : run.Record.Ended;
        RunSummary summary = aggregator.Summarize(measured.Shards, pages, hits);
        ServerSummary? server = run.Plan.Server.Count > 0 ? await blobs.FindServerAsync(measured.RunId, cancellationToken) : null;
        summary = summary with
        {
            Server = ServerSummary.Of(run.Plan, server, summary.Scenarios),
            RealUsers = run.Plan.RealUsers is { } asked ? await realUsers.ReadAsync(run.Plan.Name, asked, time.GetUtcNow(), cancellationToken) : null,
        };
        await blobs.SaveSummaryAsync(summary, cancellationToken);
        if (measured.Shards.Length > 0)
        {
            IReadOnlyDictionary<int, string> instances = await barrier.ReadInstancesAsync(measured.RunId, cancellationToken);
            RunProgress ended = new(null, ErrorTable.Of(summary), board.Ended(measured.Shards, instances));
            await blobs.SaveProgressAsync(measured.RunId, ended, cancellationToken);
        }

        ServiceTelemetry.Requests.Add(summary.Scenarios.Sum(s => s.Delivery.Sent));
        ServiceTelemetry.NoisySeconds.Add(summary.Scenarios.Sum(s => s.LeftOut?.ShardSeconds ?? 0));
        return summary;
    }

    private static PageMeasurement Lost(OpenRun run, Page page, RunMeasured measured) => new()
    {
        Page = page.Name,
        Address = TargetAddress.Of(run.Target, page.Path),
        Environment = new PageEnvironment
        {
            Device = page.Conditions.Device,
            Network = page.Conditions.Network,
            CpuSlowdown = page.Conditions.CpuSlowdown,
        },
        Loads =
        [
            new PageLoad
            {
                Number = 1,
                Failure = measured.Audits.FirstOrDefault(a => a.Page == page.Name)?.Reason ?? "The page was not audited.",
            },
        ],
    };
}
