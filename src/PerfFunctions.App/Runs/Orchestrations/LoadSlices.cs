using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.App.Runs.Orchestrations;

/// <summary>Cuts a load into slices, and adds up what becomes of them.</summary>
internal static class LoadSlices
{
    /// <summary>Number of slices; 1 for a load that is not cut.</summary>
    public static int CountOf(RunPlan plan) =>
        plan.SliceSeconds > 0 ? Math.Max(1, (int)Math.Ceiling(plan.LoadSeconds / plan.SliceSeconds)) : 1;

    /// <summary>When a slice begins, after the common start.</summary>
    public static TimeSpan StartOf(RunPlan plan, int slice) => TimeSpan.FromSeconds(plan.SliceSeconds * slice);

    /// <summary>One shard's part of a slice.</summary>
    public static LoadShard Shard(RunPlan plan, int slice, int shard) => new(plan.RunId, shard, plan.Shards)
    {
        Slice = slice,
        FromSeconds = StartOf(plan, slice).TotalSeconds,
        ToSeconds = slice + 1 < CountOf(plan) ? StartOf(plan, slice + 1).TotalSeconds : null,
    };

    /// <summary>What each shard comes to over all slices.</summary>
    public static ShardResult[] Merge(IEnumerable<ShardResult> results) =>
        [.. results.GroupBy(r => r.Shard).OrderBy(g => g.Key).Select(g => g.Aggregate(ShardResult.Merge))];
}
