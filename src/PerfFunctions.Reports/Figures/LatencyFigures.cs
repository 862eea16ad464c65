using PerfFunctions.Engine.Histograms;

namespace PerfFunctions.Reports.Figures;

/// <summary>What a latency histogram comes to; times in milliseconds.</summary>
public sealed record LatencyFigures
{
    /// <summary>Latencies recorded.</summary>
    public required long Count { get; init; }

    /// <summary>Median.</summary>
    public required double P50 { get; init; }

    /// <summary>75th percentile.</summary>
    public required double P75 { get; init; }

    /// <summary>90th percentile.</summary>
    public required double P90 { get; init; }

    /// <summary>95th percentile.</summary>
    public required double P95 { get; init; }

    /// <summary>99th percentile.</summary>
    public required double P99 { get; init; }

    /// <summary>99.9th percentile.</summary>
    public required double P999 { get; init; }

    /// <summary>Smallest.</summary>
    public required double Min { get; init; }

    /// <summary>Largest.</summary>
    public required double Max { get; init; }

    /// <summary>Mean.</summary>
    public required double Mean { get; init; }

    /// <summary>Every figure with the name it is shown by, in the order of reading.</summary>
    internal IReadOnlyList<KeyValuePair<string, double>> Rows =>
    [
        new("min", Min), new("p50", P50), new("p75", P75), new("p90", P90), new("p95", P95),
        new("p99", P99), new("p99.9", P999), new("max", Max), new("mean", Mean),
    ];

    /// <summary>The figures of an encoded <see cref="LatencyHistogram"/>; null when nothing was recorded.</summary>
    public static LatencyFigures? Of(byte[] encoded)
    {
        LatencyHistogram histogram = LatencyHistogram.Decode(encoded);
        return histogram.Count == 0 ? null : new LatencyFigures
        {
            Count = histogram.Count,
            P50 = histogram.PercentileMs(50),
            P75 = histogram.PercentileMs(75),
            P90 = histogram.PercentileMs(90),
            P95 = histogram.PercentileMs(95),
            P99 = histogram.PercentileMs(99),
            P999 = histogram.PercentileMs(99.9),
            Min = histogram.MinMs,
            Max = histogram.MaxMs,
            Mean = histogram.MeanMs,
        };
    }
}
