using System.Collections.ObjectModel;
using PerfFunctions.Engine.Bottlenecks;
using PerfFunctions.Engine.Costs;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Recommendations;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Reports.Figures;

namespace PerfFunctions.Reports.Json;

/// <summary>The shape of <c>report.json</c>. A reader may rely on it for as long as <see cref="Version"/> stays the same.</summary>
public sealed record JsonReportDocument
{
    /// <summary>Version of this shape.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Plan name.</summary>
    public required string Plan { get; init; }

    /// <summary>What asked for the run: <c>http</c>, <c>spike</c>, <c>schedule</c>, <c>pullRequest</c>, <c>deployment</c>.</summary>
    public required string Trigger { get; init; }

    /// <summary>Address under test; absent when the run never got so far.</summary>
    public string? Target { get; init; }

    /// <summary>Profile of the plan; absent for none.</summary>
    public string? Profile { get; init; }

    /// <summary>Values of parameters that are not the plan's own, by name.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The pull request; absent for none.</summary>
    public string? PullRequest { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>What the run cost; absent when it was never let in.</summary>
    public RunCost? Cost { get; init; }

    /// <summary>Address of the full report.</summary>
    public required string ReportUrl { get; init; }

    /// <summary>The verdict: outcome, headline, every rule and the notes on it.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>What held the system back, the strongest evidence first.</summary>
    public IReadOnlyList<Bottleneck> Bottlenecks { get; init; } = [];

    /// <summary>What to change, the most weighty first.</summary>
    public IReadOnlyList<Recommendation> Recommendations { get; init; } = [];

    /// <summary>Recommendations of the previous run that no longer apply, with their metric before and after.</summary>
    public IReadOnlyList<FollowedRecommendation> Followed { get; init; } = [];

    /// <summary>What became of the plan's setup; absent for none.</summary>
    public FixtureResult? Setup { get; init; }

    /// <summary>What became of the plan's teardown; absent for none.</summary>
    public FixtureResult? Teardown { get; init; }

    /// <summary>True when something was measured at all.</summary>
    public required bool Measured { get; init; }

    /// <summary>True when part of what was asked is missing from the numbers.</summary>
    public required bool Degraded { get; init; }

    /// <summary>Scenarios, in the order of the plan.</summary>
    public required IReadOnlyList<JsonScenario> Scenarios { get; init; }

    /// <summary>Health of the generator, second by second and at its worst; absent if no shard reported it.</summary>
    public GeneratorSummary? Generator { get; init; }

    /// <summary>Series of the systems under test; absent when the plan asks for none.</summary>
    public ServerSummary? Server { get; init; }

    /// <summary>What browsers of real users reported; absent when the plan does not ask.</summary>
    public RealUserSummary? RealUsers { get; init; }

    /// <summary>Pages, in the order of the plan.</summary>
    public required IReadOnlyList<JsonPage> Pages { get; init; }

    /// <summary>What a reader must know of the measurement, one sentence each; those of the verdict stand there.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>A scenario in <c>report.json</c>.</summary>
public sealed record JsonScenario
{
    /// <summary>Scenario name.</summary>
    public required string Name { get; init; }

    /// <summary>The load model in words.</summary>
    public required string Model { get; init; }

    /// <summary>Length of the load that the figures are about, seconds: without the warm-up, and up to an early end.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>Seconds at the beginning that are left out of the figures.</summary>
    public double WarmupSeconds { get; init; }

    /// <summary>Arrivals planned over the whole run; 0 in a closed model.</summary>
    public required long Planned { get; init; }

    /// <summary>What was planned over time: arrivals per second, or users in a closed model.</summary>
    public IReadOnlyList<PlannedStage> Stages { get; init; } = [];

    /// <summary>Counts after the warm-up.</summary>
    public required IntervalCounts Counts { get; init; }

    /// <summary>Counts of the whole run, warm-up included: what became of all that was planned.</summary>
    public IntervalCounts Delivery { get; init; }

    /// <summary>Requests that ended within the scenario's duration.</summary>
    public required long CompletedInTime { get; init; }

    /// <summary>Completed requests per second of the scenario's duration; absent when it has none.</summary>
    public double? ThroughputPerSecond { get; init; }

    /// <summary>Failed requests as a share (0 to 1) of those that ended; absent when none ended.</summary>
    public double? ErrorShare { get; init; }

    /// <summary>Failed requests by kind.</summary>
    public required IReadOnlyDictionary<string, long> Errors { get; init; }

    /// <summary>Response times, from the scheduled send to the last byte, milliseconds; absent when there are none to show.</summary>
    public LatencyFigures? ResponseMs { get; init; }

    /// <summary>Service times, from the actual send to the last byte, milliseconds; absent when there are none to show.</summary>
    public LatencyFigures? ServiceMs { get; init; }

    /// <summary>Why there are no latencies; absent when there are.</summary>
    public string? LatencyMissing { get; init; }

    /// <summary>Latencies that are in no figure because the generator was noisy; absent when all are in.</summary>
    public LatencyLeftOut? LeftOut { get; init; }

    /// <summary>
    /// A remark when requests queued in front of the target, so that response times part from service times; absent when they did
    /// not.
    /// </summary>
    public string? Queued { get; init; }

    /// <summary>What requests spend their time on, by phase.</summary>
    public IReadOnlyList<PhaseFigures> Phases { get; init; } = [];

    /// <summary>The slowest traced requests, slowest first.</summary>
    public IReadOnlyList<Exemplar> Exemplars { get; init; } = [];

    /// <summary>Stretches that budgets name, and the steps of a load that rises step by step.</summary>
    public IReadOnlyList<JsonWindow> Windows { get; init; } = [];

    /// <summary>Responses by status code.</summary>
    public IReadOnlyDictionary<int, long> Statuses { get; init; } = new Dictionary<int, long>();

    /// <summary>Requests, groups, iterations, checks, and metrics of the plan's own, in the order of the flow.</summary>
    public IReadOnlyList<JsonSeries> Series { get; init; } = [];

    /// <summary>Examples of requests that failed.</summary>
    public IReadOnlyList<FailureSample> Failures { get; init; } = [];

    /// <summary>How response times are spread over time; absent when there are none.</summary>
    public HeatMap? HeatMap { get; init; }

    /// <summary>What the search for the breakpoint found; absent when there was none.</summary>
    public BreakpointSummary? Breakpoint { get; init; }

    /// <summary>What the steps of its load say about the target's capacity; absent for a load without steps.</summary>
    public JsonCapacity? Capacity { get; init; }

    /// <summary>Over time, warm-up included; percentiles are absent where nothing ended, or its latency is left out.</summary>
    public required IReadOnlyList<TimelinePoint> Timeline { get; init; }
}
