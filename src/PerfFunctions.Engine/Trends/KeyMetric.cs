using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Engine.Trends;

/// <summary>Picks the one number by which a list of plans shows a run.</summary>
public static class KeyMetric
{
    /// <summary>
    /// The 95th percentile of response time of the first scenario that has one; without load, LCP of the first page that has one. Null
    /// when neither was measured.
    /// </summary>
    public static TrendValue? Of(PerfPlan plan, IMetricReader numbers) =>
        plan.Load.Select(s => (MetricKind.Load, Metric: new MetricReference(s.Name, LoadMetric.Latency, "p95")))
            .Concat(plan.Pages.Select(p => (MetricKind.Page, Metric: new MetricReference(p.Name, PageMetric.Lcp, LcpAggregate))))
            .Select(m => (m.Item1, m.Metric, numbers.Read(m.Metric).Value))
            .Where(m => m.Value is { } value && double.IsFinite(value))
            .Select(m => new TrendValue(m.Item1, m.Metric, m.Value!.Value))
            .FirstOrDefault();

    private static string LcpAggregate => MetricCatalog.Find(MetricKind.Page, PageMetric.Lcp)!.DefaultAggregate;
}
