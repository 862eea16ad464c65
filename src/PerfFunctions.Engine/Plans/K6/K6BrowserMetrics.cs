using PerfFunctions.Engine.Browsing;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Plans.K6;

/// <summary>Metrics of scripts that use a browser, beside those that they make themselves.</summary>
public static class K6BrowserMetrics
{
    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<K6Metric> All =
    [
        Trend(BrowserMetric.Lcp, MetricUnit.Milliseconds),
        Trend(BrowserMetric.Fcp, MetricUnit.Milliseconds),
        Trend(BrowserMetric.Cls, MetricUnit.Score),
        Trend(BrowserMetric.Inp, MetricUnit.Milliseconds),
        Trend(BrowserMetric.Ttfb, MetricUnit.Milliseconds),
        Trend(BrowserMetric.RequestDuration, MetricUnit.Milliseconds),
        new(BrowserMetric.RequestFailed, MeasureKind.Rate, MetricUnit.Share) { Worse = MetricDirection.Higher },
        new(BrowserMetric.DataSent, MeasureKind.Counter, MetricUnit.Bytes) { Worse = MetricDirection.Higher },
        new(BrowserMetric.DataReceived, MeasureKind.Counter, MetricUnit.Bytes) { Worse = MetricDirection.Higher },
    ];

    /// <summary>The name of a metric for one address.</summary>
    public static string NameAt(string metric, string address) => $"{metric}{{{K6TagFilter.Address}:{address.TrimEnd('/')}}}";

    /// <summary>A metric by its name, which may be that for one address; null for none.</summary>
    public static K6Metric? Find(string name) => All.FirstOrDefault(m => m.Name == name.Split('{')[0]) is { } metric ? metric with { Name = name } : null;

    private static K6Metric Trend(string name, MetricUnit unit) => new(name, MeasureKind.Trend, unit);
}
