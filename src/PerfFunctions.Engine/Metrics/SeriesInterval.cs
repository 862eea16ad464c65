using PerfFunctions.Engine.Histograms;

namespace PerfFunctions.Engine.Metrics;

/// <summary>
/// What one shard measured in one second of one series: a scenario as a whole, or one of its requests, groups, checks and so on,
/// see <see cref="SeriesKey"/>. All of it adds up over seconds and shards.
/// </summary>
public record SeriesInterval
{
    /// <summary>Which series of the scenario, see <see cref="SeriesKey"/>; empty for the scenario as a whole.</summary>
    public string Key { get; init; } = "";

    /// <summary>Counts of this second.</summary>
    public required IntervalCounts Counts { get; init; }

    /// <summary>Failures of this second by kind: <c>timeout</c>, <c>status 503</c>; of iterations, by the request that failed.</summary>
    public IReadOnlyDictionary<string, long> Errors { get; init; } = Empty<string>.Counts;

    /// <summary>Responses of this second by status code.</summary>
    public IReadOnlyDictionary<int, long> Statuses { get; init; } = Empty<int>.Counts;

    /// <summary>
    /// Encoded <see cref="LatencyHistogram"/> of service times (send to last byte); of groups and iterations, the duration
    /// without pauses; of streams, how long they were open.
    /// </summary>
    public ReadOnlyMemory<byte> Service { get; init; }

    /// <summary>
    /// Encoded <see cref="LatencyHistogram"/> of response times (scheduled send to last byte); of groups and iterations, the
    /// duration with pauses; of measured values, the values; of streams, the time to the first message.
    /// </summary>
    public ReadOnlyMemory<byte> Response { get; init; }

    /// <summary>Encoded <see cref="LatencyHistogram"/> by phase; phases in which nothing happened are not in it.</summary>
    public IReadOnlyDictionary<RequestPhase, ReadOnlyMemory<byte>> Phases { get; init; } = NoPhases;

    /// <summary>The slowest traced requests of this second, slowest first, a few at most.</summary>
    public IReadOnlyList<Exemplar> Exemplars { get; init; } = [];

    /// <summary>Sum of the values of a counter; 0 for any other series.</summary>
    public double Sum { get; init; }

    private static readonly Dictionary<RequestPhase, ReadOnlyMemory<byte>> NoPhases = [];

    private static class Empty<T>
        where T : notnull
    {
        public static readonly Dictionary<T, long> Counts = [];
    }
}
