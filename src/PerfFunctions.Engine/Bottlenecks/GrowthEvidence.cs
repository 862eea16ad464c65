using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts.Causes;

namespace PerfFunctions.Engine.Bottlenecks;

/// <summary>Which requests grew most since the last good run, and which phase of them.</summary>
internal static class GrowthEvidence
{
    private const double MinMs = 1;
    private const double MinGrowth = 0.1;
    private const int MaxRequests = 2;

    /// <summary>The requests that cost the users the most additional time.</summary>
    public static IEnumerable<Bottleneck> Of(RunSummary summary, RunSummary lastGood)
    {
        IEnumerable<Grown> grown =
            from scenario in summary.Scenarios
            let before = lastGood.Scenarios.FirstOrDefault(s => s.Name == scenario.Name)
            where before is { LatencyMissing: null } && scenario.LatencyMissing is null
            from request in RequestTime.Of(scenario)
            let was = request.Series is ScenarioSummary ? before : before.Series.FirstOrDefault(s => s.Key == request.Series.Key)
            where was is not null
            let sides = (Was: LoadSide.Of([was]), Now: LoadSide.Of([request.Series]))
            where sides.Was is { HasTimes: true } && sides.Now is { HasTimes: true }
            let more = sides.Now.ResponseMs - sides.Was.ResponseMs
            where more >= MinMs && more >= MinGrowth * sides.Was.ResponseMs
            orderby more * request.Count descending
            select new Grown(request, before, sides.Was, sides.Now);
        return grown.Take(MaxRequests).Select(Finding);
    }

    private static Bottleneck Finding(Grown grown)
    {
        (RequestTime request, ScenarioSummary before, LoadSide was, LoadSide now) = grown;
        return new Bottleneck
        {
            Kind = BottleneckKind.Growth,
            Subject = request.Subject,
            Headline = $"{CauseText.Name(request.Name)} is slower than in the last good run: "
                + $"{CauseText.Change(MetricUnit.Milliseconds, was.ResponseMs, now.ResponseMs)} on average.",
            Evidence = [.. Phase(was, now), .. TimingCauses.OfGrowth(request.Series.Key, request.Scenario, [before])],
            Weight = 0.3 + (0.4 * Math.Min(1, (now.ResponseMs / was.ResponseMs) - 1) * Math.Sqrt(request.TimeShare)),
            Metric = request.Metric(LoadMetric.Latency),
            AtMost = now.ResponseMs - was.ResponseMs,
            Unit = MetricUnit.Milliseconds,
        };
    }

    private static IEnumerable<string> Phase(LoadSide was, LoadSide now)
    {
        IReadOnlyDictionary<RequestPhase, double> before = was.PhasesMs;
        (RequestPhase Phase, double More)[] grown =
        [
            .. now.PhasesMs.Select(p => (p.Key, p.Value - before.GetValueOrDefault(p.Key)))
                .Where(p => p.Item2 >= MinMs).OrderByDescending(p => p.Item2),
        ];
        if (before.Count > 0 && grown is [var most, ..])
        {
            yield return $"Of its phases, {LoadCauses.Words(most.Phase)} grew most: "
                + $"{CauseText.Change(MetricUnit.Milliseconds, before.GetValueOrDefault(most.Phase), now.PhasesMs[most.Phase])}.";
        }
    }

    private sealed record Grown(RequestTime Request, ScenarioSummary Before, LoadSide Was, LoadSide Now);
}
