namespace PerfFunctions.Engine.Metrics;

/// <summary>Metrics of the series of a scenario: <c>request.cart.latency</c>, <c>group.buy.duration</c>, <c>check.has-items</c>.</summary>
public static class SeriesMetrics
{
    /// <summary>The forms of their names, for messages.</summary>
    public static IReadOnlyList<string> Forms { get; } =
    [
        "request.NAME.METRIC", "request.NAME.server-timing.ENTRY", "group.NAME.METRIC", "stream.NAME.METRIC", "iterations",
        "check.NAME", "measure.NAME",
    ];

    private static readonly string[] OfRequest =
        [LoadMetric.Latency, LoadMetric.Service, LoadMetric.Errors, LoadMetric.Throughput, LoadMetric.Requests, LoadMetric.Apdex, LoadMetric.Burn];

    private static readonly string[] OfStream = ["sent", "received", "first", "duration", "opened"];

    private static readonly string[] OfSpan = ["duration", LoadMetric.Latency, LoadMetric.Errors, LoadMetric.Throughput, "completed"];

    /// <summary>The metrics that a series of a kind has; empty for one that is a metric itself.</summary>
    public static IReadOnlyList<string> Of(SeriesKind kind) => kind switch
    {
        SeriesKind.Request => OfRequest,
        SeriesKind.Group or SeriesKind.Iterations => OfSpan,
        SeriesKind.Stream => OfStream,
        _ => [],
    };

    /// <summary>
    /// Splits a metric's name into the key of its series and the metric of the series, which is empty for a series that is a
    /// metric itself.
    /// </summary>
    /// <returns>An empty key for a metric of the scenario as a whole.</returns>
    public static (string Key, string Metric) Split(string name) => name.Split('.') switch
    {
        [SeriesKey.Request, _, SeriesKey.ServerTiming, _] or [SeriesKey.Check or SeriesKey.Measure, _] => (name, ""),
        [SeriesKey.Request or SeriesKey.Group or SeriesKey.Stream, _, var metric] => (name[..^(metric.Length + 1)], metric),
        [SeriesKey.Iterations, var metric] => (SeriesKey.Iterations, metric),
        _ => ("", name),
    };

    /// <summary>The name of a series' metric, as budgets write it after the scenario.</summary>
    public static string NameOf(string key, string metric) => metric.Length == 0 ? key : $"{key}.{metric}";

    /// <summary>The metric of this name; null when it is none of a series. One of the plan's own has no unit: the plan knows it.</summary>
    public static MetricDefinition? Find(string name)
    {
        (string key, string metric) = Split(name);
        return key.Length == 0 ? null : Define(new LoadSeries(key, key) { Unit = UnitOf(key) }, metric);
    }

    /// <summary>What is known of a series' metric; null when the series has no such metric.</summary>
    public static MetricDefinition? Define(LoadSeries series, string metric) => series.Kind switch
    {
        SeriesKind.Request when OfRequest.Contains(metric) => MetricCatalog.Find(MetricKind.Load, metric)! with { Name = NameOf(series.Key, metric) },
        SeriesKind.Group or SeriesKind.Iterations => DefineSpan(series, metric),
        SeriesKind.Stream => DefineStream(series, metric),
        SeriesKind.Check => Share(series, "the checks that passed, as a fraction of all") with { Worse = MetricDirection.Lower },
        SeriesKind.ServerTiming => Times(series.Key, $"the duration that the target states in its Server-Timing entry '{series.Slug}'"),
        SeriesKind.Measure => DefineMeasure(series),
        _ => null,
    };

    private static MetricDefinition? DefineSpan(LoadSeries series, string metric)
    {
        string what = series.Kind == SeriesKind.Group ? "the group" : "an iteration";
        string name = NameOf(series.Key, metric);
        return metric switch
        {
            "duration" => Times(name, $"time from the start of {what} to its end, pauses included"),
            LoadMetric.Latency => Times(name, $"time from the start of {what} to its end, without its pauses"),
            LoadMetric.Errors => Share(series, $"how often a request of {what} failed, as a fraction of all that ended") with { Name = name },
            LoadMetric.Throughput => Number(name, MetricUnit.PerSecond, MetricMerge.DivideSums, $"how often {what} ended per second"),
            "completed" => Number(name, MetricUnit.Count, MetricMerge.AddCounts, $"how often {what} ended"),
            _ => null,
        };
    }

    private static MetricDefinition? DefineStream(LoadSeries series, string metric)
    {
        string name = NameOf(series.Key, metric);
        return metric switch
        {
            "sent" => Number(name, MetricUnit.PerSecond, MetricMerge.DivideSums, "messages sent per second over all connections"),
            "received" => Number(
                name, MetricUnit.PerSecond, MetricMerge.DivideSums, "messages received per second over all connections"),
            "first" => Times(name, "time to the first message of a connection"),
            "duration" => Times(name, "how long a connection was open") with { Worse = MetricDirection.Lower },
            "opened" => Number(name, MetricUnit.Count, MetricMerge.AddCounts, "connections opened"),
            _ => null,
        };
    }

    private static MetricDefinition DefineMeasure(LoadSeries series) => series.Measure switch
    {
        MeasureKind.Counter => Number(series.Key, series.Unit, MetricMerge.AddCounts, "sum of the measured values") with { Worse = series.Worse },
        MeasureKind.Rate => Share(series, "the measured values that are not zero, as a fraction of all") with { Worse = series.Worse },
        _ => Times(series.Key, "the measured values") with { Unit = series.Unit, Worse = series.Worse },
    };

    private static MetricUnit UnitOf(string key) => SeriesKey.KindOf(key) == SeriesKind.Measure ? MetricUnit.Score : MetricUnit.Milliseconds;

    private static MetricDefinition Times(string name, string meaning) =>
        MetricCatalog.Find(MetricKind.Load, LoadMetric.Latency)! with { Name = name, Meaning = meaning };

    private static MetricDefinition Share(LoadSeries series, string meaning) =>
        MetricCatalog.Find(MetricKind.Load, LoadMetric.Errors)! with { Name = series.Key, Meaning = meaning };

    private static MetricDefinition Number(string name, MetricUnit unit, MetricMerge merge, string meaning) =>
        MetricCatalog.Find(MetricKind.Load, LoadMetric.Throughput)! with { Name = name, Unit = unit, Merge = merge, Meaning = meaning };
}
