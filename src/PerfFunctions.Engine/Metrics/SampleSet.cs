namespace PerfFunctions.Engine.Metrics;

/// <summary>The values that a number is made of, one a replication: a page load, or a block of seconds of load.</summary>
/// <param name="Values">All of them; empty when there are none.</param>
public sealed record SampleSet(IReadOnlyList<double> Values)
{
    /// <summary>No values.</summary>
    public static SampleSet None { get; } = new([]);

    /// <summary>The samples that were not noisy.</summary>
    public IReadOnlyList<double> WithoutNoise { get; init; } = Values;

    /// <summary>Length of a block; null for page loads. A percentile of a longer block is another number.</summary>
    public int? BlockSeconds { get; init; }
}
