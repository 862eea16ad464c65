using System.Globalization;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Summaries;

/// <summary>The numbers of server series, as budgets and reports ask for them.</summary>
public static class ServerNumbers
{
    // A hole of this part of the points could hide what a budget is there to see.
    private const double MaxLacking = 0.1;

    /// <summary>The number that a budget names, or why there is none.</summary>
    public static MetricReading Read(ServerSummary? summary, MetricReference reference)
    {
        ServerSeries? series = summary?.Series.FirstOrDefault(s => s.Name == reference.Metric);
        if (series is null)
        {
            return MetricReading.None($"No server series '{reference.Metric}' was read.");
        }

        (int from, int to) = reference.Window is { } window
            ? ((int)window.From.TotalSeconds, (int)window.To.TotalSeconds)
            : (summary!.FromSecond, summary.ToSecond);
        return Read(series, reference.Aggregate, from, to);
    }

    /// <summary>An aggregate of the points from a second up to another.</summary>
    public static MetricReading Read(ServerSeries series, string aggregate, int from, int to)
    {
        if (series.Missing is not null)
        {
            return MetricReading.None($"Server series '{series.Name}': {series.Missing}");
        }

        double[] values = [.. series.Points.Where(p => p.Second >= from && p.Second < to).Select(p => p.Value)];
        int expected = (to - from) / Math.Max(1, series.StepSeconds);
        if (values.Length == 0 || expected - values.Length > Math.Max(1, expected * MaxLacking))
        {
            return MetricReading.None(string.Create(CultureInfo.InvariantCulture,
                $"Server series '{series.Name}' has {values.Length} of {Math.Max(1, expected)} points from {from}s to {to}s."));
        }

        return (aggregate == "last" ? values[^1] : SampleAggregate.Of([.. values.Order()], aggregate)) is { } value
            ? MetricReading.Of(value)
            : MetricReading.None($"Server series have no aggregate '{aggregate}'.");
    }
}
