using PerfFunctions.App.Activities;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Measurements;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Triggers;

/// <summary>Shows load while it is under way, from the intervals that the shards have written so far.</summary>
public sealed class LiveLoadReader(RunFiles files, IntervalStore intervals, TimeProvider time)
{
    // The newest second may still lack shards; the window before it is whole, and long enough to be steady.
    private const int WindowSeconds = 5;

    /// <summary>The load so far; null before the common start is agreed.</summary>
    public async Task<LiveLoad?> ReadAsync(RunRecord run, CancellationToken cancellation)
    {
        if (run.GoAt is not { } goAt)
        {
            return null;
        }

        PerfPlan plan = (await files.OpenAsync(run.RunId, cancellation)).Plan;
        var mergers = plan.Load.ToDictionary(s => s.Name, s => new ScenarioMerger(s));
        await foreach (LoadInterval interval in intervals.ReadAllAsync(run.RunId, cancellation))
        {
            mergers[interval.Scenario].Add(interval);
        }

        double elapsed = (time.GetUtcNow() - goAt).TotalSeconds;
        return new LiveLoad(
            elapsed, plan.LoadDuration.TotalSeconds, [.. plan.Load.Select(s => Of(mergers[s.Name].Summarize([])))]);
    }

    private static LiveScenario Of(ScenarioSummary scenario)
    {
        IReadOnlyList<TimelinePoint> timeline = scenario.Timeline;
        TimelinePoint[] window = [.. timeline.Take(Math.Max(1, timeline.Count - 1)).TakeLast(WindowSeconds)];
        return new LiveScenario(
            scenario.Name,
            scenario.Counts.Sent,
            scenario.Counts.Failed,
            scenario.Counts.Dropped,
            window.Length == 0 ? 0 : window.Average(p => p.Counts.Sent),
            window.LastOrDefault()?.P50Ms,
            window.LastOrDefault()?.P95Ms);
    }
}
