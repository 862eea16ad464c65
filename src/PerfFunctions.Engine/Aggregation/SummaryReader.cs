using System.Globalization;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Measurements;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>Answers budgets with the numbers of a <see cref="RunSummary"/>.</summary>
public sealed class SummaryReader(RunSummary summary) : IMetricReader
{
    private readonly Dictionary<string, LatencyHistogram> _histograms = [];

    /// <inheritdoc />
    public MetricReading Read(MetricReference reference)
    {
        ScenarioSummary? scenario = summary.Scenarios.FirstOrDefault(s => s.Name == reference.Subject);
        if (scenario is not null)
        {
            return ReadLoad(scenario, reference);
        }

        PageSummary? page = summary.Pages.FirstOrDefault(p => p.Name == reference.Subject);
        return page is null
            ? MetricReading.None($"'{reference.Subject}' was not measured.")
            : ReadPage(page, reference);
    }

    private MetricReading ReadLoad(ScenarioSummary scenario, MetricReference reference)
    {
        IntervalCounts counts = scenario.Counts;
        if (counts.Completed == 0)
        {
            return MetricReading.None($"No request of '{scenario.Name}' was completed.");
        }

        return reference.Metric switch
        {
            "latency" => ReadLatency(scenario, scenario.Response, reference),
            "service" => ReadLatency(scenario, scenario.Service, reference),
            "errors" => MetricReading.Of((double)counts.Failed / counts.Completed),
            "throughput" => MetricReading.Of(scenario.CompletedInTime / scenario.DurationSeconds),
            "requests" => MetricReading.Of(counts.Sent),
            "dropped" when scenario.Planned == 0 => MetricReading.None("A closed model plans no arrivals, so none can be dropped."),
            "dropped" => MetricReading.Of((double)(scenario.Planned - counts.Started) / scenario.Planned),
            _ => MetricReading.None($"Load has no metric '{reference.Metric}'."),
        };
    }

    private MetricReading ReadLatency(ScenarioSummary scenario, byte[] encoded, MetricReference reference)
    {
        if (scenario.LatencyMissing is not null)
        {
            return MetricReading.None(scenario.LatencyMissing);
        }

        if (encoded.Length == 0)
        {
            return MetricReading.None($"No request of '{scenario.Name}' got a response.");
        }

        string key = $"{scenario.Name}.{reference.Metric}";
        if (!_histograms.TryGetValue(key, out LatencyHistogram? histogram))
        {
            _histograms.Add(key, histogram = LatencyHistogram.Decode(encoded));
        }

        return reference.Aggregate switch
        {
            "min" => MetricReading.Of(histogram.MinMs),
            "max" => MetricReading.Of(histogram.MaxMs),
            "mean" => MetricReading.Of(histogram.MeanMs),
            ['p', .. string percentile] when double.TryParse(percentile, CultureInfo.InvariantCulture, out double p) =>
                MetricReading.Of(histogram.PercentileMs(p)),
            _ => MetricReading.None($"Latency has no aggregate '{reference.Aggregate}'."),
        };
    }

    private static MetricReading ReadPage(PageSummary page, MetricReference reference)
    {
        PageLoad? failed = page.Loads.FirstOrDefault(l => l.Failure is not null);
        if (failed is not null || page.Loads.Count < page.Runs)
        {
            return MetricReading.None(failed is null
                ? $"Only {page.Loads.Count} of {page.Runs} loads of '{page.Name}' were made."
                : $"Load {failed.Number} of '{page.Name}' gave no numbers: {failed.Failure}");
        }

        double[] values = [.. page.Loads.Where(l => l.Values.ContainsKey(reference.Metric)).Select(l => l.Values[reference.Metric]).Order()];
        if (values.Length < page.Loads.Count)
        {
            return MetricReading.None(reference.Metric == "inp"
                ? $"'{page.Name}' had no input, so there is no INP."
                : $"The browser reported no {reference.Metric} for {page.Loads.Count - values.Length} of {page.Loads.Count} loads of '{page.Name}'.");
        }

        return SampleAggregate.Of(values, reference.Aggregate) is { } value
            ? MetricReading.Of(value)
            : MetricReading.None($"Pages have no aggregate '{reference.Aggregate}'.");
    }
}
