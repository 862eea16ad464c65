using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>
/// Merges the intervals of one scenario as they come, in any order: the whole and each of its series. The result is the one that a
/// single process would have recorded.
/// </summary>
public sealed class ScenarioMerger
{
    private const int HeatMapColumns = 120;

    private readonly Scenario _scenario;
    private readonly int _warmup;
    private readonly SeriesMerger _whole;
    private readonly SeriesMergers _series;
    private readonly LeftOutTally _leftOut = new();
    private readonly FailureSamples _failures = new();
    private int? _last;

    /// <summary>Merges everything, without warm-up or windows: for a look at load that is in progress.</summary>
    public ScenarioMerger(Scenario scenario)
        : this(scenario, new SeriesMergers(scenario), 0)
    {
    }

    /// <summary>Merges as the plan asks: with its warm-up left out, and the windows of its budgets.</summary>
    public ScenarioMerger(Scenario scenario, PerfPlan plan)
        : this(scenario, new SeriesMergers(scenario, plan), WarmupOf(plan))
    {
    }

    /// <summary>
    /// Merges as the plan asks, but keeps nothing over time: for a look at load that is in progress, which must not cost more the
    /// longer it takes.
    /// </summary>
    public static ScenarioMerger Live(Scenario scenario, PerfPlan plan) =>
        new(scenario, new SeriesMergers(scenario, plan, overTime: false), WarmupOf(plan));

    private ScenarioMerger(Scenario scenario, SeriesMergers series, int warmup)
    {
        _scenario = scenario;
        _warmup = warmup;
        _series = series;
        _whole = series.Whole;
    }

    /// <summary>Counts of all intervals, those of the warm-up too.</summary>
    internal IntervalCounts Whole => _whole.Whole;

    /// <summary>Seconds of the run that the plan leaves out at its beginning.</summary>
    internal static int WarmupOf(PerfPlan plan) => (int)Math.Ceiling(plan.Warmup.TotalSeconds);

    /// <summary>Seconds to a point of a timeline.</summary>
    internal static int PointWidthOf(PerfPlan plan) => TimelineMerger.WidthOf(plan.LoadDuration.TotalSeconds);

    /// <summary>Takes one interval of this scenario. What a noisy generator measured counts, but for its times.</summary>
    public void Add(LoadInterval interval)
    {
        _last = Math.Max(_last ?? 0, interval.Second);
        _whole.Add(interval, interval);
        _series.Begin();
        foreach (SeriesInterval series in interval.Series)
        {
            _series.Find(series.Key)?.Add(interval, series);
        }

        _failures.Add(interval.Failures);
        if (interval.Second >= _warmup)
        {
            _leftOut.Count(1, interval.Generator?.Problem is { } problem ? [problem] : []);
        }
    }

    /// <summary>What all intervals so far come to.</summary>
    /// <param name="shards">How the shards ended; empty while they run.</param>
    public ScenarioSummary Summarize(IReadOnlyList<ShardResult> shards) => Summarize(shards, null, null);

    /// <summary>What all intervals come to.</summary>
    /// <param name="shards">How the shards ended.</param>
    /// <param name="until">The scenario's own condition, when it became true.</param>
    /// <param name="abort">A condition that ended the whole run; null for none.</param>
    public ScenarioSummary Summarize(IReadOnlyList<ShardResult> shards, ConditionHit? until, ConditionHit? abort)
    {
        // A set amount of work is measured until it is done, not until it would have been cut.
        int? worked = _scenario.Model is IterationModel ? _last : null;
        int? endedAfter = ((int?[])[until?.Second, abort?.Second, worked]).Min();
        return Summarize(shards, MeasuredSpan.Of(_scenario, _warmup, endedAfter), until, abort);
    }

    /// <summary>What all intervals up to the end of a second come to, while more follow.</summary>
    /// <param name="second">The second.</param>
    /// <param name="saturated">Shards that cannot keep up, so that no times may be judged; none for most load.</param>
    public ScenarioSummary SummarizeSoFar(int second, IReadOnlyList<ShardResult> saturated) =>
        Summarize(saturated, MeasuredSpan.Of(_scenario, _warmup, second) with { GoesOn = true }, null, null);

    private ScenarioSummary Summarize(IReadOnlyList<ShardResult> shards, MeasuredSpan span, ConditionHit? until, ConditionHit? abort)
    {
        string? saturated = shards.FirstOrDefault(s => s.State == ShardState.Saturated)?.Reason;
        LatencyLeftOut? leftOut = _leftOut.ToRecord();
        Func<double, double, long>? due = DueBy(shards);
        ScenarioSummary summary = new()
        {
            Name = _scenario.Name,
            Model = LoadModelText.Of(_scenario),
            DurationSeconds = span.Seconds,
            WarmupSeconds = Math.Max(0, span.From - _scenario.Start.TotalSeconds),
            Planned = _scenario.Model is ArrivalModel arrivals ? new ArrivalSchedule(arrivals.Stages).Total : 0,
            Due = _scenario.Model is ArrivalModel && (_warmup > 0 || span.EndsEarly)
                ? due?.Invoke(span.From, span.To) ?? _whole.Counts.Started + _whole.Counts.Dropped
                : null,
            Whole = _warmup > 0 ? _whole.Whole : null,
            Transports = shards
                .SelectMany(s => s.Scenarios)
                .Where(s => s.Name == _scenario.Name)
                .Aggregate(Transports.None, (all, s) => all | s.Transports),
            LeftOut = leftOut,
            Stages = LoadSteps.StagesOf(_scenario),
            Series = [.. _series.All.Where(s => !IsSpare(s)).Select(s => s.Merger.Fill(SeriesMergers.SummaryOf(s.Series), span, null, saturated, leftOut))],
            Failures = _failures.ToList(),
            HeatMap = saturated is null ? _whole.HeatMap(HeatMapColumns) : null,
            Steps = [.. LoadSteps.Of(_scenario).Where(s => s.ToSecond <= span.To)],
            Breakpoint = _scenario.Until is null ? null : Breakpoint.Of(_scenario, until, CutOff(shards, until, abort)),
        };
        return _whole.Fill(summary, span, due, saturated, leftOut);
    }

    // The name for what a script does not name says nothing where there was no such request.
    private static bool IsSpare(SeriesMergers.Entry entry) => entry.Series.Title == K6Script.OtherRequests && entry.Merger.Whole.Sent == 0;

    // A generator that could not keep up found its own end, not the target's.
    private static string? CutOff(IReadOnlyList<ShardResult> shards, ConditionHit? until, ConditionHit? abort) =>
        shards.FirstOrDefault(s => s.State == ShardState.Saturated)?.Reason
        ?? (until is not null ? null
            : abort is not null ? $"The run was aborted by the condition '{abort.Expression}'."
            : shards.FirstOrDefault(s => s.State != ShardState.Completed) is { } cut ? cut.Reason ?? $"Shard {cut.Shard} did not end as planned."
            : null);

    // What was due in a part of the run; null where what was started and dropped is all of it. Shards count what they
    // drop, but for one that did not come back whole: then the schedule says what was due.
    private Func<double, double, long>? DueBy(IReadOnlyList<ShardResult> shards)
    {
        if (_scenario.Model is not ArrivalModel arrivals || shards.All(s => s.State is ShardState.Completed or ShardState.Saturated))
        {
            return null;
        }

        var schedule = new ArrivalSchedule(arrivals.Stages);
        double start = _scenario.Start.TotalSeconds;
        return (from, to) => schedule.CountBefore(TimeSpan.FromSeconds(to - start)) - schedule.CountBefore(TimeSpan.FromSeconds(from - start));
    }
}
