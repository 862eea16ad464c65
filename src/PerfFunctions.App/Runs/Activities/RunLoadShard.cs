using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.Plans;
using PerfFunctions.App.Runs.Intervals;
using PerfFunctions.App.Targets;
using PerfFunctions.App.Telemetry;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load;
using PerfFunctions.Load.Shards;

namespace PerfFunctions.App.Runs.Activities;

/// <summary>Sends one shard's part of one slice of the load.</summary>
public sealed class RunLoadShard(
    RunFiles files, StartBarrier barrier, IntervalStore intervals, SecretSource secrets, CancelWatch watch, TimeProvider time,
    RunTelemetry telemetry, TargetPolicies policies, LoadPresence presence, JitWarmUp warmUp)
{
    /// <summary>Waits for the start, the common one in the first slice, and runs the shard to the slice's end.</summary>
    [Function(nameof(RunLoadShard))]
    public Task<ShardResult> RunAsync([ActivityTrigger] LoadShard shard, FunctionContext context) =>
        telemetry.StageAsync(nameof(RunLoadShard), shard.RunId, () => RunShardAsync(shard, context.CancellationToken));

    private async Task<ShardResult> RunShardAsync(LoadShard shard, CancellationToken shutdown)
    {
        OpenRun run = await files.OpenAsync(shard.RunId, shutdown);
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
            IReadOnlyDictionary<string, string> values = secrets.Resolve(run.Plan.Secrets);
            var redacted = new RedactedLoad(values.Values);
            ShardIntervals sink = intervals.SinkFor(shard.RunId, shard.Slice, earlier, redacted);
            var runner = new ShardRunner(time, sink);
            IReadOnlyList<Feed> feeds = await files.FeedsAsync(run, stop);
            await warmUp.RunAsync();
            var work = new ShardWork(run.Plan.Load, run.Target, new ShardPart(shard.Shard, shard.Shards), await StartAsync(shard, stop))
            {
                Feeds = feeds,
                Secrets = values,
                Seed = SeedOf(shard.RunId),
                From = FromOf(run, shard, earlier),
                To = shard.ToSeconds is { } to ? TimeSpan.FromSeconds(to) : null,
                Control = control,
                Names = policies.Sending(run),
            };
            using IDisposable sending = presence.Begin();
            return redacted.Of(await runner.RunAsync(work, stop)) with { Written = sink.Written };
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new ShardResult { Shard = shard.Shard, State = ShardState.Cancelled, Reason = "The run was stopped." };
        }
    }

    // A shard that is begun again goes on behind what it has written: what was measured before is not measured again.
    private static TimeSpan FromOf(OpenRun run, LoadShard shard, ShardProgress? earlier)
    {
        double to = shard.ToSeconds ?? run.Plan.LoadDuration.TotalSeconds;
        double from = earlier?.Second + 1 ?? shard.FromSeconds;
        return TimeSpan.FromSeconds(Math.Min(from, to));
    }

    // The same for all shards and slices of a run, and for the work repeated.
    private static long SeedOf(string runId) => runId.Aggregate(17L, (seed, c) => unchecked((seed * 31) + c));

    private async Task<DateTimeOffset> StartAsync(LoadShard shard, CancellationToken stop) => shard.Slice == 0
        ? await barrier.ArriveAsync(shard.RunId, shard.Shard, shard.Shards, stop)
        : await barrier.FindGoAsync(shard.RunId, stop) ??
            throw new InvalidOperationException($"Slice {shard.Slice} of run '{shard.RunId}' was requested before its start was agreed.");
}
