using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.Runs.Intervals;
using PerfFunctions.App.Telemetry;
using PerfFunctions.Engine.Browsing;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load;
using PerfFunctions.Load.Shards;

namespace PerfFunctions.App.Runs.Activities;

/// <summary>Sends one shard's part of one slice of the load.</summary>
public sealed class RunLoadShard(
    RunFiles files, ShardPreparation preparation, ShardBrowsers browsers, IntervalStore intervals, CancelWatch watch,
    LoadPresence presence, TimeProvider time, RunTelemetry telemetry)
{
    /// <summary>Waits for the start, the common one in the first slice, and runs the shard to the slice's end.</summary>
    [Function(nameof(RunLoadShard))]
    public Task<ShardResult> RunAsync([ActivityTrigger] LoadShard shard, FunctionContext context) =>
        telemetry.StageAsync(nameof(RunLoadShard), shard.RunId, () => RunShardAsync(shard, context.CancellationToken));

    private async Task<ShardResult> RunShardAsync(LoadShard shard, CancellationToken shutdown)
    {
        OpenRun run = await files.OpenAsync(shard.RunId, shutdown, forLoad: true);
        var control = new ShardControl();
        ShardResult result = await watch.RunAsync(
            shard.RunId, stop => SendAsync(run, shard, control, stop), shutdown, seen => End(seen.Ended, control));

        // A host that goes away is no end of the run: this activity is run again elsewhere and joins late.
        shutdown.ThrowIfCancellationRequested();
        ServiceTelemetry.Shards.Add(1, new KeyValuePair<string, object?>("perf.state", result.State.ToString()));
        return result with
        {
            LoadEnded = result.State == ShardState.Cancelled || run.Plan.Load.All(s => control.HasEnded(s.Name)),
        };
    }

    private static void End(IEnumerable<ConditionHit> hits, ShardControl control)
    {
        foreach (ConditionHit hit in hits)
        {
            control.End(hit.Scenario);
        }
    }

    private async Task<ShardResult> SendAsync(OpenRun run, LoadShard shard, ShardControl control, CancellationToken stop)
    {
        try
        {
            ShardProgress? earlier = await intervals.FindProgressAsync(shard, stop);
            GivenValues given = await preparation.GivenAsync(run, stop);
            RedactedLoad redacted = preparation.Redacted(run, given);
            ShardIntervals sink = intervals.SinkFor(shard.RunId, shard.Slice, earlier, redacted);
            var runner = new ShardRunner(time, sink);
            OpenedBrowser opened = await browsers.OpenAsync(run, stop);
            if (opened.Failure is { } failure)
            {
                return new ShardResult { Shard = shard.Shard, State = ShardState.Lost, Reason = failure };
            }

            await using IScriptBrowser? browser = opened.Browser;
            ShardWork work = await preparation.PrepareAsync(run, shard, given, earlier, control, stop);
            using IDisposable sending = presence.Begin();
            return redacted.Of(await runner.RunAsync(work with { Browser = browser }, stop)) with { Written = sink.Written };
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new ShardResult { Shard = shard.Shard, State = ShardState.Cancelled, Reason = "The run was stopped." };
        }
    }
}
