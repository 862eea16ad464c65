using System.Globalization;
using PerfFunctions.Engine.Statistics;

namespace PerfFunctions.Engine.Summaries;

/// <summary>
/// Finds server series that rose together with response times: where to look first for a bottleneck. The time of the run
/// is cut into blocks, and the ranks of both are compared block by block.
/// </summary>
internal static class RisingTogether
{
    private const int UsualSeconds = 5;
    private const int FewestBlocks = 12;
    private const double Strong = 0.8;

    // Below this the response time has not risen, and its order in time is noise that something will always follow.
    private const double MinRise = 1.2;

    /// <summary>One sentence for each scenario whose response time some series rose with.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<ServerSeries> series, IReadOnlyList<ScenarioSummary> scenarios) =>
        [.. scenarios.Select(scenario => Of(series, scenario)).OfType<string>()];

    private static string? Of(IReadOnlyList<ServerSeries> series, ScenarioSummary scenario)
    {
        if (scenario.LatencyMissing is not null)
        {
            return null;
        }

        (string Name, Likeness Likeness)[] together =
        [
            .. series.Select(s => (s.Name, Compare(s, scenario.Timeline))).Where(s => s.Item2 is { Correlation: >= Strong })
                .Select(s => (s.Name, s.Item2!)).OrderByDescending(s => s.Item2.Correlation),
        ];
        string named = string.Join(", ", together.Select(t => string.Create(CultureInfo.InvariantCulture,
            $"'{t.Name}' (rank correlation {t.Likeness.Correlation:0.00} over {t.Likeness.Blocks} blocks of {t.Likeness.Seconds} s)")));
        return together.Length == 0 ? null
            : $"The p95 response time of '{scenario.Name}' rose together with {named}; this shows where to look first, not the cause.";
    }

    private static Likeness? Compare(ServerSeries series, IReadOnlyList<TimelinePoint> timeline)
    {
        int width = Math.Max(UsualSeconds, Math.Max(series.StepSeconds, timeline.Count == 0 ? 0 : timeline[0].Seconds));
        Dictionary<int, double> latency = timeline.Where(p => !p.Warmup && p.P95Ms is { } ms && double.IsFinite(ms))
            .GroupBy(p => p.Second / width).ToDictionary(g => g.Key, g => Samples.Median(g.Select(p => p.P95Ms!.Value)));
        (double Latency, double Server)[] blocks =
        [
            .. series.Points.GroupBy(p => p.Second / width).Where(g => latency.ContainsKey(g.Key))
                .OrderBy(g => g.Key).Select(g => (latency[g.Key], g.Average(p => p.Value))),
        ];
        return blocks.Length < FewestBlocks || !HasRisen([.. blocks.Select(b => b.Latency).Order()])
            ? null
            : new Likeness(RankCorrelation.Of([.. blocks.Select(b => b.Latency)], [.. blocks.Select(b => b.Server)]), blocks.Length, width);
    }

    private static bool HasRisen(double[] sorted) => SampleAggregate.Of(sorted, "p90") >= MinRise * SampleAggregate.Of(sorted, "p10");

    private sealed record Likeness(double Correlation, int Blocks, int Seconds);
}
