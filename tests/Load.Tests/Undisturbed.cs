using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Load.Tests;

/// <summary>
/// Load on a machine that leaves it alone, for figures that hold for nothing else: sent again while the generators testify
/// against themselves; a machine that is never quiet skips the test.
/// </summary>
internal static class Undisturbed
{
    private const double QuietLagMs = 15;
    private const int Tries = 4;

    public static async Task<LoadResult> RunAsync(Func<Task<LoadResult>> run)
    {
        LoadResult result = await run();
        for (int tried = 1; tried < Tries && !IsQuiet(result); tried++)
        {
            result = await run();
        }

        Assert.SkipUnless(IsQuiet(result), $"This machine is too busy to measure on: iterations started {WorstLagMs(result):F0} ms late.");
        return result;
    }

    private static bool IsQuiet(LoadResult result) => WorstLagMs(result) < QuietLagMs && result.Shards.All(shard => shard.State != ShardState.Saturated);

    private static double WorstLagMs(LoadResult result) => result.Intervals.Max(interval => interval.Generator?.SendLagMs ?? 0);
}
