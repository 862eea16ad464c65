using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Api.Histograms;

/// <summary>
/// A series of a scenario: counts, and histograms as HdrHistogram V2 writes them, compressed, in microseconds. A histogram of which
/// nothing was recorded is empty.
/// </summary>
public sealed record SeriesHistograms
{
    /// <summary>Key, as budgets write it after the scenario: <c>request.cart</c>; empty for the scenario as a whole.</summary>
    public string Key { get; init; } = "";

    /// <summary>Name, as the plan writes it; empty for the scenario as a whole.</summary>
    public string Name { get; init; } = "";

    /// <summary>Counts.</summary>
    public required IntervalCounts Counts { get; init; }

    /// <summary>What ended within the scenario's duration.</summary>
    public long CompletedInTime { get; init; }

    /// <summary>How the values of a metric of the plan's own become one.</summary>
    public MeasureKind Measure { get; init; }

    /// <summary>Unit of a metric of the plan's own.</summary>
    public MetricUnit Unit { get; init; }

    /// <summary>Sum of the values of a counter.</summary>
    public double Sum { get; init; }

    /// <summary>Service times; of groups and iterations, durations without pauses.</summary>
    public byte[] Service { get; init; } = [];

    /// <summary>
    /// Response times; of groups and iterations, durations with pauses; of a metric of the plan's own its values, each divided by the
    /// scale of its unit: 1,000,000 for bytes, 0.001 for shares, else 1.
    /// </summary>
    public byte[] Response { get; init; } = [];

    /// <summary>What requests spend their time on, by phase.</summary>
    public IReadOnlyDictionary<RequestPhase, byte[]> Phases { get; init; } = new Dictionary<RequestPhase, byte[]>();

    /// <summary>Why the times say nothing about the target; absent when they do.</summary>
    public string? TimesMissing { get; init; }

    internal static SeriesHistograms Of(SeriesSummary series) => new()
    {
        Key = series.Key,
        Name = series.Title,
        Counts = series.Counts,
        CompletedInTime = series.CompletedInTime,
        Measure = series.Measure,
        Unit = series.Unit,
        Sum = series.Sum,
        Service = Standard(series.Service),
        Response = Standard(series.Response),
        Phases = series.Phases.ToDictionary(p => p.Key, p => Standard(p.Value)),
        TimesMissing = series.LatencyMissing,
    };

    // They are kept in bytes that only this product reads.
    private static byte[] Standard(byte[] encoded) => encoded.Length == 0 ? [] : LatencyHistogram.Decode(encoded).Encode();
}
