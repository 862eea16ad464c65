namespace PerfFunctions.Engine.Metrics;

/// <summary>What one shard measured of one scenario in one second of the run: as a whole, and in each of its series.</summary>
public sealed record LoadInterval : SeriesInterval
{
    /// <summary>Scenario name.</summary>
    public required string Scenario { get; init; }

    /// <summary>Shard, from 0.</summary>
    public required int Shard { get; init; }

    /// <summary>Second of the run, from 0 at the common start.</summary>
    public required int Second { get; init; }

    /// <summary>The series of the scenario in which something happened.</summary>
    public IReadOnlyList<SeriesInterval> Series { get; init; } = [];

    /// <summary>Examples of requests that failed.</summary>
    public IReadOnlyList<FailureSample> Failures { get; init; } = [];

    /// <summary>State of the shard's process in this second; null if it is unknown.</summary>
    public GeneratorSample? Generator { get; init; }
}
