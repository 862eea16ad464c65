using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PerfFunctions.Engine.Load;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Orchestrations;

/// <summary>Fans load out over shards and waits for all of them.</summary>
public static class LoadPhase
{
    /// <summary>Runs all shards at once. A shard that is lost comes back as a result that says so.</summary>
    [Function(nameof(LoadPhase))]
    public static async Task<ShardResult[]> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        RunPlan plan = context.GetInput<RunPlan>()!;
        return await Task.WhenAll(Enumerable.Range(0, plan.Shards)
            .Select(shard => RunShardAsync(context, new LoadShard(plan.RunId, shard, plan.Shards))));
    }

    private static async Task<ShardResult> RunShardAsync(TaskOrchestrationContext context, LoadShard shard)
    {
        try
        {
            return await context.RunLoadShardAsync(shard);
        }
        catch (TaskFailedException e)
        {
            return new ShardResult
            {
                Shard = shard.Shard,
                State = ShardState.Lost,
                Reason = $"Shard {shard.Shard} was lost: {e.FailureDetails.ErrorMessage}",
            };
        }
    }
}
