using System.Text.Json.Serialization;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Engine.Summaries;

/// <summary>One scenario over all shards. Its figures are those after the warm-up, unless they say otherwise.</summary>
public sealed record ScenarioSummary : SeriesSummary
{
    /// <summary>Scenario name.</summary>
    public required string Name { get; init; }

    /// <summary>The load model in words: <c>50/s for 2m</c>, <c>20 users for 2m</c>.</summary>
    public required string Model { get; init; }

    /// <summary>Length of the load that the figures are about, seconds: without the warm-up, and up to an early end, which for a set amount of work is when it was done.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>Seconds at the beginning of this scenario's load that are left out of the figures.</summary>
    public double WarmupSeconds { get; init; }

    /// <summary>Arrivals planned over the whole run, warm-up included; 0 in a closed model.</summary>
    public long Planned { get; init; }

    /// <summary>Arrivals planned within <see cref="DurationSeconds"/>; null when that is all of them.</summary>
    public long? Due { get; init; }

    /// <summary>Counts of the whole run, warm-up included; null when there was none, so that <see cref="SeriesSummary.Counts"/> are.</summary>
    public IntervalCounts? Whole { get; init; }

    /// <summary>Counts of the whole run: what became of all that was planned.</summary>
    [JsonIgnore]
    public IntervalCounts Delivery => Whole ?? Counts;

    /// <summary>What carried its requests.</summary>
    public Transports Transports { get; init; }

    /// <summary>Latencies that are not in the histograms because the generator was noisy; null when all are in.</summary>
    public LatencyLeftOut? LeftOut { get; init; }

    /// <summary>What was planned over time; empty for a set amount of work.</summary>
    public IReadOnlyList<PlannedStage> Stages { get; init; } = [];

    /// <summary>
    /// Its requests, groups, iterations, checks and metrics of its own, in the order of the flow, each with its
    /// <c>Server-Timing</c> entries behind it.
    /// </summary>
    public IReadOnlyList<SeriesSummary> Series { get; init; } = [];

    /// <summary>Examples of requests that failed, by request and kind of failure.</summary>
    public IReadOnlyList<FailureSample> Failures { get; init; } = [];

    /// <summary>How response times are spread over time; null when there are none.</summary>
    public HeatMap? HeatMap { get; init; }

    /// <summary>The steps of a load that rises step by step; their figures are in <see cref="SeriesSummary.Windows"/>.</summary>
    public IReadOnlyList<LoadStep> Steps { get; init; } = [];

    /// <summary>What the search for the breakpoint found; null for a scenario that did not look for it.</summary>
    public BreakpointSummary? Breakpoint { get; init; }
}

/// <summary>What was planned in a stretch of time, in a straight line.</summary>
/// <param name="FromSecond">Where it begins, seconds of the run.</param>
/// <param name="ToSecond">Where it ends.</param>
/// <param name="From">Arrivals per second at its start; users in a closed model.</param>
/// <param name="To">The same at its end.</param>
public sealed record PlannedStage(double FromSecond, double ToSecond, double From, double To);

/// <summary>One step of a load that rises step by step.</summary>
/// <param name="FromSecond">First second of the run that lies wholly in it.</param>
/// <param name="ToSecond">The second after its last.</param>
/// <param name="Rate">Arrivals per second that were asked for.</param>
public sealed record LoadStep(int FromSecond, int ToSecond, double Rate);
