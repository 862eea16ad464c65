using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Summaries;

/// <summary>One series of a scenario over all shards, or the scenario as a whole; after the warm-up, unless said otherwise.</summary>
public record SeriesSummary
{
    /// <summary>Which series, see <see cref="SeriesKey"/>; empty for the scenario as a whole.</summary>
    public string Key { get; init; } = "";

    /// <summary>Its name, as people read it; empty for the scenario as a whole.</summary>
    public string Title { get; init; } = "";

    /// <summary>How the values of a metric of the plan's own become one.</summary>
    public MeasureKind Measure { get; init; }

    /// <summary>Unit of a metric of the plan's own.</summary>
    public MetricUnit Unit { get; init; }

    /// <summary>The direction in which a metric of the plan's own gets worse.</summary>
    public MetricDirection Worse { get; init; }

    /// <summary>Counts after the warm-up.</summary>
    public IntervalCounts Counts { get; init; }

    /// <summary>Requests that ended within the measured time; the rest ended in the graceful stop.</summary>
    public long CompletedInTime { get; init; }

    /// <summary>Messages of a stream that were sent within the measured time.</summary>
    public long SentInTime { get; init; }

    /// <summary>Failures by kind; of iterations, by the request that failed.</summary>
    public IReadOnlyDictionary<string, long> Errors { get; init; } = new Dictionary<string, long>();

    /// <summary>Responses by status code.</summary>
    public IReadOnlyDictionary<int, long> Statuses { get; init; } = new Dictionary<int, long>();

    /// <summary>Encoded <see cref="LatencyHistogram"/> of service times; of groups and iterations, durations without pauses.</summary>
    public byte[] Service { get; init; } = [];

    /// <summary>Encoded <see cref="LatencyHistogram"/> of response times; of groups and iterations, durations with pauses; else of values.</summary>
    public byte[] Response { get; init; } = [];

    /// <summary>Why the latencies may not be judged; null when they may.</summary>
    public string? LatencyMissing { get; init; }

    /// <summary>Encoded <see cref="LatencyHistogram"/> by phase; phases in which nothing happened are not in it.</summary>
    public IReadOnlyDictionary<RequestPhase, byte[]> Phases { get; init; } = new Dictionary<RequestPhase, byte[]>();

    /// <summary>The slowest traced requests, slowest first.</summary>
    public IReadOnlyList<Exemplar> Exemplars { get; init; } = [];

    /// <summary>Sum of the values of a counter.</summary>
    public double Sum { get; init; }

    /// <summary>Stretches of the run that are looked at by themselves: those that budgets name, and the steps.</summary>
    public IReadOnlyList<WindowSummary> Windows { get; init; } = [];

    /// <summary>Numbers of the load block by block, for comparisons with other runs.</summary>
    public IReadOnlyList<BlockSeries> Blocks { get; init; } = [];

    /// <summary>Over time, warm-up included, all shards together; in long runs some seconds are one point.</summary>
    public IReadOnlyList<TimelinePoint> Timeline { get; init; } = [];

    /// <summary>The series as a plan defines it.</summary>
    public LoadSeries Define() => new(Key, Title) { Measure = Measure, Unit = Unit, Worse = Worse };
}
