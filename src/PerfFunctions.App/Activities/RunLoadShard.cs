using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Load;
using PerfFunctions.Engine.Load.Pacing;

namespace PerfFunctions.App.Activities;

/// <summary>Sends one shard's part of the load.</summary>
public sealed class RunLoadShard(RunFiles files, StartBarrier barrier, IntervalStore intervals, CancelWatch watch, TimeProvider time)
{
    /// <summary>Waits for the common start and runs the shard to its end.</summary>
    [Function(nameof(RunLoadShard))]
    public async Task<ShardResult> RunAsync([ActivityTrigger] LoadShard shard, FunctionContext context)
    {
        CancellationToken shutdown = context.CancellationToken;
        OpenRun run = await files.OpenAsync(shard.RunId, shutdown);
        DateTimeOffset goAt = await barrier.ArriveAsync(shard.RunId, shard.Shard, shard.Shards, shutdown);
        var runner = new ShardRunner(time, intervals.SinkFor(shard.RunId));
        var work = new ShardWork(run.Plan.Load, run.Target, new ShardPart(shard.Shard, shard.Shards), goAt);
        ShardResult result = await watch.RunAsync(shard.RunId, stop => runner.RunAsync(work, stop), shutdown);

        // A host that goes away is no end of the run: this activity is run again elsewhere and joins late.
        shutdown.ThrowIfCancellationRequested();
        return result;
    }
}
