using System.Globalization;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Summaries;

/// <summary>The numbers of one scenario or one of its series, over its whole load or one stretch of it, as budgets ask for them.</summary>
internal sealed class LoadNumbers
{
    private readonly Dictionary<string, LatencyHistogram> _histograms = [];

    /// <summary>What they are about, as it stands in a sentence.</summary>
    public required string Of { get; init; }

    /// <summary>The series; its key is empty for a scenario as a whole.</summary>
    public required LoadSeries Series { get; init; }

    /// <summary>Sum of the values of a counter.</summary>
    public double Sum { get; init; }

    /// <summary>Counts.</summary>
    public required IntervalCounts Counts { get; init; }

    /// <summary>How much time they are about, seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Requests that ended within that time.</summary>
    public required long CompletedInTime { get; init; }

    /// <summary>Requests, or messages of a stream, sent within that time.</summary>
    public required long SentInTime { get; init; }

    /// <summary>Arrivals planned; 0 in a closed model.</summary>
    public required long Due { get; init; }

    /// <summary>Encoded service times.</summary>
    public required byte[] Service { get; init; }

    /// <summary>Encoded response times.</summary>
    public required byte[] Response { get; init; }

    /// <summary>Why there is no number at all; null when there are.</summary>
    public string? Missing { get; init; }

    /// <summary>Why there is no latency; null when there is.</summary>
    public string? LatencyMissing { get; init; }

    /// <summary>Those of the whole load, after the warm-up.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="series">One of its series, or itself.</param>
    public static LoadNumbers OfAll(ScenarioSummary scenario, SeriesSummary series) => new()
    {
        Of = NameOf(scenario.Name, series.Define()),
        Series = series.Define(),
        Sum = series.Sum,
        Counts = series.Counts,
        Seconds = scenario.DurationSeconds,
        CompletedInTime = series.CompletedInTime,
        SentInTime = series.SentInTime,
        Due = scenario.Due ?? scenario.Planned,
        Service = series.Service,
        Response = series.Response,
        LatencyMissing = series.LatencyMissing,
    };

    /// <summary>
    /// Those of all scenarios together; the throughput is the sum of theirs. Where one of them completed nothing, there are
    /// none: the others would hide it.
    /// </summary>
    /// <param name="scenarios">The scenarios.</param>
    /// <param name="metric">The metric that is asked for: closed models have no part in what is dropped.</param>
    public static LoadNumbers OfScenarios(IReadOnlyList<ScenarioSummary> scenarios, string metric)
    {
        ScenarioSummary[] all = [.. scenarios.Where(s => metric != LoadMetric.Dropped || s.Planned > 0)];
        double throughput = all.Where(s => s.DurationSeconds > 0).Sum(s => s.CompletedInTime / s.DurationSeconds);
        long completed = all.Sum(s => s.CompletedInTime);
        return new LoadNumbers
        {
            Of = "the load",
            Series = new LoadSeries("", ""),
            Counts = all.Aggregate(default(IntervalCounts), (sum, s) => sum + s.Counts),
            Seconds = throughput > 0 ? completed / throughput : 0,
            CompletedInTime = completed,
            SentInTime = all.Sum(s => s.SentInTime),
            Due = all.Sum(s => s.Due ?? s.Planned),
            Service = Merge(all.Select(s => s.Service)),
            Response = Merge(all.Select(s => s.Response)),
            Missing = all.FirstOrDefault(s => s.Counts.Completed == 0) is { } idle ? NoneCompleted(NameOf(idle.Name, idle.Define()), idle.Counts) : null,
            LatencyMissing = all.Select(s => s.LatencyMissing).FirstOrDefault(m => m is not null),
        };
    }

    /// <summary>Those of one stretch.</summary>
    public static LoadNumbers OfWindow(string scenario, LoadSeries series, WindowSummary window) => new()
    {
        Series = series,
        Sum = window.Sum,
        Of = $"{NameOf(scenario, series)} from {window.FromSecond.ToString(CultureInfo.InvariantCulture)}s to {window.ToSecond.ToString(CultureInfo.InvariantCulture)}s",
        Counts = window.Counts,
        Seconds = window.MeasuredSeconds,
        CompletedInTime = window.Counts.Completed,
        SentInTime = window.Counts.Sent,
        Due = window.Due,
        Service = window.Service,
        Response = window.Response,
        Missing = window.Missing,
        LatencyMissing = window.LatencyMissing,
    };

    /// <summary>The number of a load metric, or why there is none.</summary>
    public MetricReading Read(MetricReference reference)
    {
        if (Missing is not null)
        {
            return MetricReading.None(Missing);
        }

        if (Series.Kind == SeriesKind.Stream)
        {
            return ReadStream(reference);
        }

        if (Counts.Completed == 0)
        {
            return MetricReading.None(Series.Kind is SeriesKind.Scenario or SeriesKind.Request ? NoneCompleted(Of, Counts) : $"Nothing was measured of {Of}.");
        }

        return Series.Kind switch
        {
            SeriesKind.Group or SeriesKind.Iterations => ReadSpan(reference),
            SeriesKind.Check => MetricReading.Of(1 - ((double)Counts.Failed / Counts.Completed)),
            SeriesKind.ServerTiming => ReadLatency(Response, reference),
            SeriesKind.Measure => ReadMeasure(reference),
            _ => ReadRequests(reference),
        };
    }

    private static string NoneCompleted(string of, IntervalCounts counts) => counts switch
    {
        { Sent: 0, Skipped: > 0 } => $"No request of {of} was sent: the hosts of {counts.Skipped} resources are not verified targets.",
        { Sent: 0, Cached: > 0 } => $"No request of {of} was sent: the users' caches answered all {counts.Cached}.",
        _ => $"No request of {of} completed.",
    };

    private static byte[] Merge(IEnumerable<byte[]> encoded)
    {
        byte[][] some = [.. encoded.Where(e => e.Length > 0)];
        if (some.Length == 0)
        {
            return [];
        }

        LatencyHistogram sum = new();
        foreach (byte[] one in some)
        {
            sum.Add(one);
        }

        return sum.Pack();
    }

    private static string NameOf(string scenario, LoadSeries series) => series.Kind switch
    {
        SeriesKind.Scenario => $"'{scenario}'",
        SeriesKind.Iterations => $"the iterations of '{scenario}'",
        SeriesKind.ServerTiming => $"'{series.Key}' of '{scenario}'",
        _ => $"'{series.Title}' of '{scenario}'",
    };

    private MetricReading ReadSpan(MetricReference reference) => reference.Metric switch
    {
        "duration" => ReadLatency(Response, reference),
        LoadMetric.Latency => ReadLatency(Service, reference),
        "completed" => MetricReading.Of(Counts.Completed),
        _ => ReadRequests(reference),
    };

    // Connections may stay open from before a stretch of the run: what went over them then counts without one being opened.
    private MetricReading ReadStream(MetricReference reference) => reference.Metric switch
    {
        _ when Counts is { Connections: 0, Sent: 0, Completed: 0 } => MetricReading.None($"No connection of {Of} was open."),
        "opened" => MetricReading.Of(Counts.Connections),
        "first" when Response.Length == 0 => MetricReading.None($"No connection of {Of} received a message."),
        "first" => ReadLatency(Response, reference),
        "duration" when Service.Length == 0 => MetricReading.None($"No connection of {Of} ended."),
        "duration" => ReadLatency(Service, reference),
        _ when Seconds <= 0 => MetricReading.None($"{Of} has no time left after the warm-up."),
        "sent" => MetricReading.Of(SentInTime / Seconds),
        _ => MetricReading.Of(CompletedInTime / Seconds),
    };

    private MetricReading ReadMeasure(MetricReference reference) => Series.Measure switch
    {
        MeasureKind.Counter => MetricReading.Of(Sum),
        MeasureKind.Rate => MetricReading.Of(1 - ((double)Counts.Failed / Counts.Completed)),
        _ => ReadLatency(Response, reference) is { Value: { } value } ? MetricReading.Of(value * MeasureScale.Of(Series.Unit)) : ReadLatency(Response, reference),
    };

    private MetricReading ReadRequests(MetricReference reference)
    {
        return reference.Metric switch
        {
            LoadMetric.Latency => ReadLatency(Response, reference),
            LoadMetric.Service => ReadLatency(Service, reference),
            LoadMetric.Errors => MetricReading.Of((double)Counts.Failed / Counts.Completed),
            LoadMetric.Throughput when Seconds <= 0 => MetricReading.None($"{Of} has no time left after the warm-up."),
            LoadMetric.Throughput => MetricReading.Of(CompletedInTime / Seconds),
            LoadMetric.Requests => MetricReading.Of(Counts.Sent),
            LoadMetric.Dropped when Due == 0 => MetricReading.None("A closed model has no planned arrivals, so it cannot drop any."),
            LoadMetric.Dropped => MetricReading.Of(Math.Max(0.0, Due - Counts.Started) / Due),
            LoadMetric.Apdex => ReadApdex(reference.Aggregate),
            LoadMetric.Burn when DerivedMetrics.ObjectiveOf(reference.Aggregate) is { } objective =>
                MetricReading.Of(DerivedMetrics.Burn((double)Counts.Failed / Counts.Completed, objective)),
            _ => MetricReading.None($"Load has no metric '{reference.Metric}'."),
        };
    }

    private MetricReading ReadApdex(string parameter)
    {
        if (LatencyMissing is not null || DerivedMetrics.TimeOf(parameter) is not { } satisfies)
        {
            return MetricReading.None(LatencyMissing ?? $"Apdex has no '{parameter}'.");
        }

        return MetricReading.Of(DerivedMetrics.Apdex(Histogram(LoadMetric.Latency, Response), Counts, satisfies));
    }

    private LatencyHistogram Histogram(string metric, byte[] encoded)
    {
        if (!_histograms.TryGetValue(metric, out LatencyHistogram? histogram))
        {
            _histograms.Add(metric, histogram = LatencyHistogram.Decode(encoded));
        }

        return histogram;
    }

    private MetricReading ReadLatency(byte[] encoded, MetricReference reference)
    {
        if (LatencyMissing is not null)
        {
            return MetricReading.None(LatencyMissing);
        }

        if (encoded.Length == 0)
        {
            return MetricReading.None($"No request of {Of} got a response.");
        }

        return Histogram(reference.Metric, encoded).ValueMs(reference.Aggregate) is { } value
            ? MetricReading.Of(value)
            : MetricReading.None($"Latency has no aggregate '{reference.Aggregate}'.");
    }
}
