using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts.Causes;

namespace PerfFunctions.Engine.Bottlenecks;

/// <summary>How much of the users' time one request takes.</summary>
/// <param name="Scenario">Its scenario.</param>
/// <param name="Series">The request; the scenario itself where requests have no series of their own.</param>
/// <param name="Count">How many were measured.</param>
/// <param name="MeanMs">Mean service time, milliseconds.</param>
/// <param name="TimeShare">Its part of the service time of all requests of the scenario, from 0 to 1.</param>
internal sealed record RequestTime(ScenarioSummary Scenario, SeriesSummary Series, long Count, double MeanMs, double TimeShare)
{
    /// <summary>Its name, as people read it.</summary>
    public string Name => Series is ScenarioSummary scenario ? scenario.Name : Series.Title;

    /// <summary>It as the subject of a finding: <c>shop.GET /cart</c>; the scenario's name for the scenario itself.</summary>
    public string Subject => Series is ScenarioSummary
        ? CauseText.Name(Scenario.Name)
        : $"{CauseText.Name(Scenario.Name)}.{CauseText.Name(Series.Title)}";

    /// <summary>The p95 of one of its metrics, as a budget names it.</summary>
    public MetricReference Metric(string metric) =>
        new(Scenario.Name, Series.Key.Length == 0 ? metric : SeriesMetrics.NameOf(Series.Key, metric), "p95");

    /// <summary>The requests whose times are known, the most time first.</summary>
    public static IReadOnlyList<RequestTime> Of(ScenarioSummary scenario)
    {
        SeriesSummary[] requests = [.. scenario.Series.Where(s => SeriesKey.KindOf(s.Key) == SeriesKind.Request)];
        (SeriesSummary Series, LatencyHistogram Times)[] times =
        [
            .. (requests.Length == 0 ? [scenario] : requests).Where(r => r.LatencyMissing is null && r.Service.Length > 0)
                .Select(r => (r, LatencyHistogram.Decode(r.Service))),
        ];
        double all = times.Sum(t => t.Times.MeanMs * t.Times.Count);
        return all <= 0 ? [] :
        [
            .. times.Select(t => new RequestTime(scenario, t.Series, t.Times.Count, t.Times.MeanMs, t.Times.MeanMs * t.Times.Count / all))
                .OrderByDescending(t => t.TimeShare),
        ];
    }
}
