using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Recommendations;

/// <summary>Metrics in sentences.</summary>
internal static class MetricWords
{
    /// <summary>The unit of a metric of load or of pages; a score for an unknown one.</summary>
    public static MetricUnit UnitOf(MetricReference metric) =>
        (MetricCatalog.Find(MetricKind.Load, metric.Metric) ?? MetricCatalog.Find(MetricKind.Page, metric.Metric))?.Unit
        ?? MetricUnit.Score;

    /// <summary>How the next run shows a gain.</summary>
    public static string Verify(MetricReference metric, SummaryReader reader)
    {
        string now = reader.Read(metric).Value is { } value ? $" (now {MetricFormat.Format(UnitOf(metric), value)})" : "";
        return $"Run the plan again and compare {metric}{now}, or set a budget on it.";
    }
}
