namespace PerfFunctions.Engine.Metrics;

/// <summary>Names one number of a run, as a budget does: <c>browse.latency.p95</c>, <c>home.bytes.script</c>.</summary>
/// <param name="Subject">Scenario or page name.</param>
/// <param name="Metric">Metric without its aggregate: <c>latency</c>, <c>errors</c>, <c>lcp</c>, <c>bytes.script</c>.</param>
/// <param name="Aggregate">How many values become one: <c>p50 … p99.9, min, max, mean</c>. Never null once parsed: the catalogue
/// gives the default.</param>
public sealed record MetricReference(string Subject, string Metric, string Aggregate)
{
    /// <summary>Subject of metrics over all scenarios, unless a scenario or a page has that name.</summary>
    public const string AllLoad = "load";

    /// <summary>The stretch of the load that it is about; null for all of it after the warm-up.</summary>
    public TimeWindow? Window { get; init; }

    /// <inheritdoc />
    public override string ToString() =>
        $"{Subject}.{Metric}{(Aggregate.Length == 0 ? "" : $".{Aggregate}")}{(Window is null ? "" : $" {Window}")}";
}

/// <summary>A number of a run, or why there is none. Times in milliseconds, sizes in bytes, shares from 0 to 1.</summary>
/// <param name="Value">The number; null when it was not measured.</param>
/// <param name="Missing">Why there is no number; null when there is one.</param>
public readonly record struct MetricReading(double? Value, string? Missing)
{
    /// <summary>Where the true number lies; null where nothing is known of that.</summary>
    public SampleInterval? Interval { get; init; }

    /// <summary>Why the measurement is noisy, as part of a sentence: <c>load 3 was noisy: …</c>; null for nothing.</summary>
    public string? Noise { get; init; }

    /// <summary>
    /// The value without noise: from the loads that were not noisy if there are enough of them, and at least the value with
    /// the noisy values taken for nothing; null where nothing is known of that.
    /// </summary>
    public double? WithoutNoise { get; init; }

    /// <summary>A measured number.</summary>
    public static MetricReading Of(double value) => new(value, null);

    /// <summary>No number, and why.</summary>
    public static MetricReading None(string reason) => new(null, reason);
}

/// <summary>Answers with the numbers of one run.</summary>
public interface IMetricReader
{
    /// <summary>The number, or the reason there is none. Never throws for an unknown name.</summary>
    MetricReading Read(MetricReference reference);

    /// <summary>The values that the number is made of; none for an unknown name.</summary>
    SampleSet Samples(MetricReference reference);

    /// <summary>The values that the run itself has measured to compare with, in the place of those of a baseline; null for none.</summary>
    BaseReading? Against(MetricReference reference) => null;
}
