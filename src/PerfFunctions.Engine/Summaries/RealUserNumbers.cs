using System.Globalization;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.RealUsers;

namespace PerfFunctions.Engine.Summaries;

/// <summary>The numbers of real users, as budgets and reports ask for them.</summary>
public static class RealUserNumbers
{
    /// <summary>The number that a budget names, or why there is none: few page views are not a measurement.</summary>
    public static MetricReading Read(RealUserSummary? summary, MetricReference reference)
    {
        (string name, string metric) = reference.Metric.Split('.') is [var first, var second] ? (first, second) : (reference.Metric, "");
        if (summary?.Pages.FirstOrDefault(p => p.Name == name) is not { } page)
        {
            return MetricReading.None($"No page views of real users were read for '{name}'.");
        }

        if (metric == RealUserMetric.Count)
        {
            return MetricReading.Of(page.Views);
        }

        return page.Metrics.FirstOrDefault(m => m.Name == metric) is { } found
            ? Read(summary, page, found, reference.Aggregate)
            : MetricReading.None($"Real users have no metric '{metric}'.");
    }

    /// <summary>A percentile of a metric, or why there is none.</summary>
    public static MetricReading Read(RealUserSummary summary, RealUserPageSummary page, RealUserMetricSummary metric, string aggregate)
    {
        if (aggregate == RealUserMetric.Count)
        {
            return MetricReading.Of(metric.Count);
        }

        if (metric.Count < summary.MinSamples)
        {
            return MetricReading.None(string.Create(CultureInfo.InvariantCulture,
                $"'{page.Name}' has {metric.Count:N0} page views with {metric.Name} from {summary.From:yyyy-MM-dd} to {summary.To:yyyy-MM-dd}, "
                + $"fewer than the {summary.MinSamples:N0} of 'minSamples'."));
        }

        return metric.Values.TryGetValue(aggregate, out double value)
            ? MetricReading.Of(value)
            : MetricReading.None($"Real users have no aggregate '{aggregate}'.");
    }
}
