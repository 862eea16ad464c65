using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Reports.Figures;

/// <summary>A series of a scenario with the numbers that reports compute from it.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Series">The series.</param>
public sealed record SeriesFigures(ScenarioSummary Scenario, SeriesSummary Series)
{
    private readonly bool _mayBeShown = Series.LatencyMissing is null;

    /// <summary>What it is of.</summary>
    public SeriesKind Kind { get; } = SeriesKey.KindOf(Series.Key);

    /// <summary>Response times, durations with pauses, or values; null when there are none to show.</summary>
    public LatencyFigures? Response => field ??= _mayBeShown ? LatencyFigures.Of(Series.Response) : null;

    /// <summary>Service times, or durations without pauses; null as above.</summary>
    public LatencyFigures? Service => field ??= _mayBeShown ? LatencyFigures.Of(Series.Service) : null;

    /// <summary>What requests spend their time on.</summary>
    public IReadOnlyList<PhaseFigures> Phases => field ??= _mayBeShown ? PhaseFigures.Of(Series.Phases) : [];

    /// <summary>Completed per second; null when the scenario has no length.</summary>
    public double? Throughput => Scenario.DurationSeconds > 0 ? Series.CompletedInTime / Scenario.DurationSeconds : null;

    /// <summary>Messages sent per second; null when the scenario has no length.</summary>
    public double? SentPerSecond => Scenario.DurationSeconds > 0 ? Series.SentInTime / Scenario.DurationSeconds : null;

    /// <summary>Failed ones as a share; null when none ended.</summary>
    public double? ErrorShare => Series.Counts.Completed > 0 ? (double)Series.Counts.Failed / Series.Counts.Completed : null;

    /// <summary>Of the service time of all requests of the scenario, the share of these; null when it is unknown.</summary>
    public double? TimeShare { get; init; }

    /// <summary>Entries of its <c>Server-Timing</c> header.</summary>
    public IReadOnlyList<SeriesFigures> Timings { get; init; } = [];

    /// <summary>Examples of its failures.</summary>
    public IReadOnlyList<FailureSample> Failures => [.. Scenario.Failures.Where(f => f.Request == Series.Title)];

    /// <summary>What a metric of the plan's own comes to; null when no value was measured.</summary>
    public double? Measured => Series.Counts.Completed == 0 ? null : Series.Measure switch
    {
        MeasureKind.Counter => Series.Sum,
        MeasureKind.Rate => 1 - ErrorShare,
        _ => Response?.P95 * Scale,
    };

    /// <summary>From a number of <see cref="Response"/> to the unit of the metric.</summary>
    public double Scale => Kind == SeriesKind.Measure ? MeasureScale.Of(Series.Unit) : 1;

    /// <summary>The series of one kind, in the order of the flow.</summary>
    public static IReadOnlyList<SeriesFigures> Of(ScenarioSummary scenario, SeriesKind kind) =>
        [.. scenario.Series.Where(s => SeriesKey.KindOf(s.Key) == kind).Select(s => new SeriesFigures(scenario, s))];

    /// <summary>The requests, those that need a reader first: the most failures, then the most time.</summary>
    public static IReadOnlyList<SeriesFigures> Requests(ScenarioSummary scenario)
    {
        IReadOnlyList<SeriesFigures> timings = Of(scenario, SeriesKind.ServerTiming);
        IReadOnlyList<SeriesFigures> requests = Of(scenario, SeriesKind.Request);
        double all = requests.Sum(r => r.TotalMs);
        return
        [
            .. requests
                .Select(r => r with
                {
                    TimeShare = all > 0 ? r.TotalMs / all : null,
                    Timings = [.. timings.Where(t => t.Series.Key.StartsWith(SeriesKey.TimingOf(r.Series.Key, ""), StringComparison.Ordinal))],
                })
                .OrderByDescending(r => r.Series.Counts.Failed > 0).ThenByDescending(r => r.TimeShare ?? 0),
        ];
    }

    private double TotalMs => Service is { } service ? service.Mean * service.Count : 0;
}
