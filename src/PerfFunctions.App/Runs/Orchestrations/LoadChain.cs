using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.App.Runs.Orchestrations;

/// <summary>
/// Runs every other slice of the load, one per execution. Two chains alternate, so that the shards of the next slice are
/// ready before those of the present one end; each begins anew after a slice, so that no history grows with the load.
/// </summary>
public static class LoadChain
{
    /// <summary>The event that ends a chain before its next slice.</summary>
    public const string Stop = "LoadEnded";

    // Time for the shards of a slice to be scheduled, to read the plan and to get ready.
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>Runs one slice on all shards when its time has come, and goes on with the one after the next.</summary>
    [Function(nameof(LoadChain))]
    public static async Task<ShardResult[]> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, LoadSliceInput input)
    {
        if (input.Slice > 0)
        {
            if (await IsStoppedAsync(context, input.WakeAt))
            {
                return [.. input.Results];
            }

            if (input.GoAt is null)
            {
                return await LookForStartAsync(context, input);
            }
        }

        ShardResult[] slice = await Task.WhenAll(Enumerable.Range(0, input.Plan.Shards)
            .Select(shard => RunShardAsync(context, LoadSlices.Shard(input.Plan, input.Slice, shard))));
        ShardResult[] results = LoadSlices.Merge([.. input.Results, .. slice]);
        if (input.Slice + 2 < LoadSlices.CountOf(input.Plan) && !results.Any(r => r.LoadEnded))
        {
            context.ContinueAsNew(input with { Slice = input.Slice + 2, Results = results, WakeAt = WakeFor(context, input, input.Slice + 2) });
        }

        return results;
    }

    /// <summary>When to see to a slice: shortly before its start, or at once as long as the common start is not known.</summary>
    public static DateTime WakeFor(TaskOrchestrationContext context, LoadSliceInput input, int slice) =>
        input.GoAt is { } goAt ? goAt.UtcDateTime + LoadSlices.StartOf(input.Plan, slice) - Lead : context.CurrentUtcDateTime;

    /// <summary>The first input of the chain that begins with a slice. The common start is still to come, so it is never late.</summary>
    public static LoadSliceInput First(TaskOrchestrationContext context, RunPlan plan, int slice) =>
        new(plan, slice, context.CurrentUtcDateTime + LoadSlices.StartOf(plan, slice) - Lead);

    private static async Task<bool> IsStoppedAsync(TaskOrchestrationContext context, DateTime wakeAt)
    {
        using var awake = new CancellationTokenSource();
        Task<bool> stopped = context.WaitForExternalEvent<bool>(Stop, awake.Token);
        Task time = context.CreateTimer(wakeAt, awake.Token);
        bool isStopped = await Task.WhenAny(stopped, time) == stopped;
        awake.Cancel();
        return isStopped;
    }

    private static async Task<ShardResult[]> LookForStartAsync(TaskOrchestrationContext context, LoadSliceInput input)
    {
        if (await context.FindStartAsync(input.Plan.RunId) is { } goAt)
        {
            LoadSliceInput known = input with { GoAt = goAt };
            context.ContinueAsNew(known with { WakeAt = WakeFor(context, known, input.Slice) });
        }
        else if (input.Results.Count > 0)
        {
            // The first slice is over and there was no start: all of its shards were lost before.
            return [.. input.Results.Select(r => r with { LoadEnded = true })];
        }
        else
        {
            context.ContinueAsNew(input with { WakeAt = context.CurrentUtcDateTime + Poll });
        }

        return [];
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
