using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.App.Runs.Orchestrations;

/// <summary>Fans load out over shards, slice by slice, with someone to watch it, and waits for all of them.</summary>
public static class LoadPhase
{
    // What the watch needs to see the last second; a watch that fails must not keep the run from its end.
    private static readonly TimeSpan WatchLimit = TimeSpan.FromSeconds(15);

    private const int WatchAttempts = 15;

    private static readonly TimeSpan FirstWatchRetry = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWatchRetry = TimeSpan.FromMinutes(2);

    /// <summary>Runs all shards at once. A shard that is lost comes back as a result that says so.</summary>
    [Function(nameof(LoadPhase))]
    public static async Task<ShardResult[]> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, RunPlan plan)
    {
        if (plan.Shards == 0)
        {
            return [];
        }

        using var watching = new CancellationTokenSource();
        Task watch = WatchAsync(context, plan, watching.Token);
        try
        {
            return await RunSlicesAsync(context, plan);
        }
        finally
        {
            // The load itself is what counts; its shards have reported their results. A phase that fails ends with its watch, too.
            await context.EndLoadAsync(plan.RunId).SettledAsync();
            await context.EndsWithinAsync(watch, WatchLimit);
            watching.Cancel();
        }
    }

    // Not by a retry policy: its timers cannot be cancelled, and an orchestration does not complete before its timers do.
    private static async Task WatchAsync(TaskOrchestrationContext context, RunPlan plan, CancellationToken cancellationToken)
    {
        TimeSpan wait = FirstWatchRetry;
        for (int attempt = 1; attempt <= WatchAttempts; attempt++)
        {
            try
            {
                await context.WatchLoadAsync(plan);
                return;
            }
            catch (TaskFailedException)
            {
                // The load itself is what counts; a run that was not watched says so.
            }

            try
            {
                await context.CreateTimer(wait, cancellationToken);
            }
            catch (TaskCanceledException)
            {
                return;
            }

            wait = wait * 2 < LongestWatchRetry ? wait * 2 : LongestWatchRetry;
        }
    }

    private static async Task<ShardResult[]> RunSlicesAsync(TaskOrchestrationContext context, RunPlan plan)
    {
        Task<ShardResult[]> even = context.LoadChainAsync(LoadChain.First(context, plan, 0), RunInstances.EvenId(plan.RunId));
        if (LoadSlices.CountOf(plan) == 1)
        {
            return await even;
        }

        Task<ShardResult[]> odd = context.LoadChainAsync(LoadChain.First(context, plan, 1), RunInstances.OddId(plan.RunId));
        try
        {
            Task<ShardResult[]> first = await Task.WhenAny(even, odd);
            if ((await first).Any(r => r.LoadEnded))
            {
                // The other chain may be waiting for a slice that will not come.
                context.SendEvent(first == even ? RunInstances.OddId(plan.RunId) : RunInstances.EvenId(plan.RunId), LoadChain.Stop, true);
            }

            return LoadSlices.Merge([.. await even, .. await odd]);
        }
        catch (TaskFailedException)
        {
            // A chain that failed leaves the other one sending: a run does not end before its load.
            await context.StopRunAsync(new RunRequest(plan.RunId));
            context.SendEvent(RunInstances.EvenId(plan.RunId), LoadChain.Stop, true);
            context.SendEvent(RunInstances.OddId(plan.RunId), LoadChain.Stop, true);
            await even.SettledAsync();
            await odd.SettledAsync();
            throw;
        }
    }
}
