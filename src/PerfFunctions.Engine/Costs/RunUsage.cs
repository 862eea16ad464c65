using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Engine.Costs;

/// <summary>The work of a run that is charged for.</summary>
/// <param name="InstanceSeconds">Seconds that instances are busy, over all of them.</param>
/// <param name="Executions">Executions of functions.</param>
/// <param name="BytesOut">Bytes that are sent to the target; what comes in is free of charge.</param>
/// <remarks>
/// Assumed are: a minute for each shard to start and to get ready, 20 s a page load, half a minute for all else, 1 kB a
/// request, 50 kB of requests a page load, and one iteration a second of each virtual user. Bodies are not counted.
/// </remarks>
public sealed record RunUsage(double InstanceSeconds, long Executions, long BytesOut)
{
    private const double SecondsToGetReady = 60;

    private const double SecondsPerPageLoad = 20;

    private const double SecondsOfAllElse = 30;

    private const long BytesPerRequest = 1_000;

    private const long BytesPerPageLoad = 50_000;

    // Planning, announcing, watching, aggregating, judging, reporting and the orchestrations around them.
    private const int ExecutionsOfAllElse = 30;

    private const int ExecutionsPerPage = 5;

    /// <summary>What a plan may come to at most.</summary>
    /// <param name="plan">The plan, as it will be run.</param>
    /// <param name="shards">Its shards.</param>
    /// <param name="sliceSeconds">Length of the slices of its load.</param>
    /// <param name="furtherLoads">Most loads of a page that is compared with its baseline.</param>
    public static RunUsage Estimate(PerfPlan plan, int shards, double sliceSeconds, int furtherLoads)
    {
        double seconds = plan.LoadDuration.TotalSeconds;

        // One load more of each page is the warm-up.
        int loads = PlanQuota.PageLoadsOf(plan, furtherLoads) + plan.Pages.Count;
        return Of(plan, shards, seconds, sliceSeconds, loads, plan.Load.Concat(plan.Fixtures).Sum(RequestCounts.Of));
    }

    /// <summary>What a run came to.</summary>
    /// <param name="plan">Its plan.</param>
    /// <param name="shards">Its shards.</param>
    /// <param name="loadSeconds">From the common start to the end of the load; 0 where it had none.</param>
    /// <param name="sliceSeconds">Length of the slices of its load.</param>
    /// <param name="summary">What it measured.</param>
    public static RunUsage Actual(PerfPlan plan, int shards, double loadSeconds, double sliceSeconds, RunSummary summary)
    {
        int loads = summary.Pages.Sum(p => p.Loads.Count + p.BaseLoads.Count + p.Repeated.Count + 1);
        return Of(plan, loadSeconds > 0 ? shards : 0, loadSeconds, sliceSeconds, loads,
            summary.Scenarios.Sum(s => (double)s.Delivery.Sent) + plan.Fixtures.Sum(RequestCounts.Of));
    }

    private static RunUsage Of(PerfPlan plan, int shards, double loadSeconds, double sliceSeconds, int pageLoads, double requests) => new(
        (shards * (loadSeconds + SecondsToGetReady)) + (pageLoads * SecondsPerPageLoad) + SecondsOfAllElse,
        ExecutionsOfAllElse + ((long)shards * Math.Max(1, (long)Math.Ceiling(loadSeconds / sliceSeconds))) + (ExecutionsPerPage * plan.Pages.Count),
        (long)(requests * BytesPerRequest) + (pageLoads * BytesPerPageLoad));
}
