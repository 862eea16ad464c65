namespace PerfFunctions.Engine.Metrics;

/// <summary>
/// The values that a number is made of, one a replication: a page load, a block of seconds of load, or an iteration of a benchmark.
/// </summary>
/// <param name="Values">All of them; empty when there are none.</param>
public sealed record SampleSet(IReadOnlyList<double> Values)
{
    /// <summary>No values.</summary>
    public static SampleSet None { get; } = new([]);

    /// <summary>The samples that were not noisy.</summary>
    public IReadOnlyList<double> WithoutNoise { get; init; } = Values;

    /// <summary>Why there are none, as part of a sentence; null where nothing is known of that.</summary>
    public string? Missing { get; init; }

    /// <summary>Length of a block; null for page loads. A percentile of a longer block is another number.</summary>
    public int? BlockSeconds { get; init; }
}

/// <summary>Where the true number behind a sample's aggregate lies, in the unit of the metric.</summary>
/// <param name="Low">Lower end, one of the sample's values.</param>
/// <param name="High">Upper end, another.</param>
/// <param name="Level">How sure that is: as near to 0.95 as the sample allows, which for few values is less.</param>
public sealed record SampleInterval(double Low, double High, double Level);
