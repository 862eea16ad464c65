using PerfFunctions.Engine.Statistics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Bottlenecks;

/// <summary>A few seconds of a scenario, long enough that one odd second does not matter.</summary>
/// <param name="FromSecond">First second of the run in it.</param>
/// <param name="ToSecond">The second after its last.</param>
/// <param name="Planned">Planned arrivals per second, or users in a closed model; null for a set amount of work.</param>
/// <param name="Throughput">Successful responses per second.</param>
/// <param name="P95Ms">Median of the 95th percentiles of its seconds, milliseconds.</param>
internal sealed record LoadBlock(int FromSecond, int ToSecond, double? Planned, double Throughput, double P95Ms)
{
    private const int MaxBlocks = 48;

    /// <summary>The blocks after the warm-up, within the scenario's load; seconds without latency are left out.</summary>
    public static IReadOnlyList<LoadBlock> Of(ScenarioSummary scenario)
    {
        TimelinePoint[] measured = [.. scenario.Timeline.Where(p => !p.Warmup)];
        if (measured.Length == 0)
        {
            return [];
        }

        double end = measured[0].Second + scenario.DurationSeconds;
        TimelinePoint[] points =
            [.. measured.Where(p => p.Second + p.Seconds <= end + 0.5 && p.P95Ms is { } ms && double.IsFinite(ms) && p.Counts.Completed > 0)];
        int width = Math.Max(1, (points.Length + MaxBlocks - 1) / MaxBlocks);
        return [.. points.Chunk(width).Select(chunk => Of(chunk, scenario.Stages))];
    }

    private static LoadBlock Of(TimelinePoint[] points, IReadOnlyList<PlannedStage> stages)
    {
        int seconds = points.Sum(p => p.Seconds);
        (int from, int to) = (points[0].Second, points[^1].Second + points[^1].Seconds);
        long succeeded = points.Sum(p => p.Counts.Completed - p.Counts.Failed);
        double? planned = PlannedAt(stages, (from + to) / 2.0);
        return new LoadBlock(from, to, planned, (double)succeeded / seconds, Samples.Median(points.Select(p => p.P95Ms!.Value)));
    }

    private static double? PlannedAt(IReadOnlyList<PlannedStage> stages, double second)
    {
        PlannedStage? stage = stages.FirstOrDefault(s => second >= s.FromSecond && second < s.ToSecond);
        return stage is null ? null
            : stage.From + ((stage.To - stage.From) * (second - stage.FromSecond) / (stage.ToSecond - stage.FromSecond));
    }
}
