using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Engine.Trends;

/// <summary>Picks the numbers of a run that its plan's history keeps.</summary>
public static class TrendValues
{
    // A history keeps hundreds of runs; what budgets name is in it whatever the number.
    private const int MaxRequests = 100;

    /// <summary>
    /// Of every metric of every scenario, request and page its default aggregate, then what else the budgets name. What was not
    /// measured is left out.
    /// </summary>
    public static IReadOnlyList<TrendValue> Of(PerfPlan plan, IMetricReader numbers) =>
    [
        .. plan.Load.SelectMany(s => Usual(MetricKind.Load, s.Name))
            .Concat(plan.Load.SelectMany(OfRequests).Take(2 * MaxRequests))
            .Concat(plan.Pages.SelectMany(p => Usual(MetricKind.Page, p.Name)))
            .Concat(plan.Budgets.Where(b => b.Kind is MetricKind.Load or MetricKind.Page).Select(b => (b.Kind, Metric: b.Metric with { Window = b.Window })))
            .Distinct()
            .Select(m => (m.Kind, m.Metric, numbers.Read(m.Metric).Value))
            .Where(m => m.Value is { } value && double.IsFinite(value))
            .Select(m => new TrendValue(m.Kind, m.Metric, m.Value!.Value)),
    ];

    private static IEnumerable<(MetricKind Kind, MetricReference Metric)> OfRequests(Scenario scenario) => ScenarioSeries.Of(scenario.Steps).Requests
        .SelectMany(r => ((string Metric, string Aggregate)[])[(LoadMetric.Latency, "p95"), (LoadMetric.Errors, "")], (request, metric) =>
            (MetricKind.Load, new MetricReference(scenario.Name, SeriesMetrics.NameOf(request.Key, metric.Metric), metric.Aggregate)));

    private static IEnumerable<(MetricKind Kind, MetricReference Metric)> Usual(MetricKind kind, string subject) => MetricCatalog.Of(kind)
        .Where(m => m.Parameter == MetricParameter.None)
        .Select(m => (Kind: kind, Metric: new MetricReference(subject, m.Name, m.DefaultAggregate)));
}
