using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Summaries;

/// <summary>One scenario, or one of its series, in one stretch of the run, all shards together; warm-up seconds in it are left out.</summary>
public sealed record WindowSummary
{
    /// <summary>First second of the run in it.</summary>
    public required int FromSecond { get; init; }

    /// <summary>The second after its last.</summary>
    public required int ToSecond { get; init; }

    /// <summary>How much of it is measured, seconds.</summary>
    public required double MeasuredSeconds { get; init; }

    /// <summary>Arrivals planned in the measured part; 0 in a closed model.</summary>
    public long Due { get; init; }

    /// <summary>Counts.</summary>
    public IntervalCounts Counts { get; init; }

    /// <summary>Sum of the values of a counter.</summary>
    public double Sum { get; init; }

    /// <summary>Encoded <see cref="LatencyHistogram"/> of service times.</summary>
    public byte[] Service { get; init; } = [];

    /// <summary>Encoded <see cref="LatencyHistogram"/> of response times.</summary>
    public byte[] Response { get; init; } = [];

    /// <summary>Why no number of it may be judged; null when they may.</summary>
    public string? Missing { get; init; }

    /// <summary>Why its latencies may not be judged; null when they may.</summary>
    public string? LatencyMissing { get; init; }
}
