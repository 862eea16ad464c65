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
        ShardResult result = await watch.RunAsync(shard.RunId, stop => SendAsync(run, shard, stop), shutdown);

        // A host that goes away is no end of the run: this activity is run again elsewhere and joins late.
        shutdown.ThrowIfCancellationRequested();
        return result;
    }

    private async Task<ShardResult> SendAsync(OpenRun run, LoadShard shard, CancellationToken stop)
    {
        try
        {
            DateTimeOffset goAt = await barrier.ArriveAsync(shard.RunId, shard.Shard, shard.Shards, stop);
            var runner = new ShardRunner(time, intervals.SinkFor(shard.RunId));
            return await runner.RunAsync(new ShardWork(run.Plan.Load, run.Target, new ShardPart(shard.Shard, shard.Shards), goAt), stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new ShardResult { Shard = shard.Shard, State = ShardState.Cancelled, Reason = "The run was stopped." };
        }
    }
}
