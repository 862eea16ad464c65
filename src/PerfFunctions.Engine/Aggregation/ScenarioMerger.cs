using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>
/// Merges the intervals of one scenario as they come, in any order. Histograms are added, never percentiles averaged:
/// the result is the one that a single process would have recorded. Memory does not grow with the length of the run
/// but for a packed histogram a point of the timeline.
/// </summary>
public sealed class ScenarioMerger
{
    private const int OpenWindowHistograms = 32;

    private readonly Scenario _scenario;
    private readonly int _warmup;
    private readonly TimelineMerger _timeline;
    private readonly WindowMerger[] _windows;
    private readonly BlockMerger? _blocks;
    private readonly TimesMerger _times = new();
    private readonly Dictionary<string, long> _errors = [];
    private readonly Dictionary<int, long> _completed = [];
    private readonly LeftOutTally _leftOut = new();
    private IntervalCounts _whole;
    private IntervalCounts _counts;

    /// <summary>Merges everything, without warm-up or windows: for a look at load that is in progress.</summary>
    public ScenarioMerger(Scenario scenario)
        : this(scenario, 0, [], 1)
    {
    }

    /// <summary>Merges as the plan asks: with its warm-up left out, and the windows of its budgets.</summary>
    public ScenarioMerger(Scenario scenario, PerfPlan plan)
        : this(scenario, WarmupOf(plan), plan.Budgets, PointWidthOf(plan)) =>
        _blocks = new BlockMerger(scenario, MeasuredSpan.Of(scenario, _warmup, endedAfter: null), MeasuredSpan.Usual(scenario, _warmup, plan.Stretch).WholeSeconds, plan.Budgets);

    private ScenarioMerger(Scenario scenario, int warmup, IReadOnlyList<BudgetRule> budgets, int pointWidth)
    {
        _scenario = scenario;
        _warmup = warmup;
        _timeline = new TimelineMerger(pointWidth);
        var pool = new HistogramPool(OpenWindowHistograms);
        _windows =
        [
            .. budgets.Where(b => b.Kind == MetricKind.Load && b.Metric.Subject == scenario.Name && b.Window is not null)
                .Select(b => ((int)b.Window!.From.TotalSeconds, (int)b.Window.To.TotalSeconds))
                .Concat(LoadSteps.Of(scenario).Select(s => (s.FromSecond, s.ToSecond)))
                .Distinct()
                .Select(w => new WindowMerger(pool, w.Item1, w.Item2)),
        ];
    }

    /// <summary>Counts of all intervals, those of the warm-up too.</summary>
    internal IntervalCounts Whole => _whole;

    /// <summary>Seconds of the run that the plan leaves out at its beginning.</summary>
    internal static int WarmupOf(PerfPlan plan) => (int)Math.Ceiling(plan.Warmup.TotalSeconds);

    /// <summary>Seconds to a point of a timeline.</summary>
    internal static int PointWidthOf(PerfPlan plan) => TimelineMerger.WidthOf(plan.LoadDuration.TotalSeconds);

    /// <summary>Takes one interval of this scenario. What a noisy generator measured counts, but for its times.</summary>
    public void Add(LoadInterval interval)
    {
        _timeline.Add(interval);
        _whole += interval.Counts;
        if (interval.Second < _warmup)
        {
            return;
        }

        AddCounts(interval);
        foreach (WindowMerger window in _windows)
        {
            window.Add(interval);
        }

        _blocks?.Add(interval);
        if (interval.Generator?.Problem is null)
        {
            _times.Add(interval);
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
        int? endedAfter = until is null ? abort?.Second : abort is null ? until.Second : Math.Min(until.Second, abort.Second);
        var span = MeasuredSpan.Of(_scenario, _warmup, endedAfter);
        string? saturated = shards.FirstOrDefault(s => s.State == ShardState.Saturated)?.Reason;
        LatencyLeftOut? leftOut = _leftOut.ToRecord();
        byte[] response = _times.Response;
        Func<double, double, long>? due = DueBy(shards);
        return new ScenarioSummary
        {
            Name = _scenario.Name,
            Model = LoadModelText.Of(_scenario),
            DurationSeconds = span.Seconds,
            WarmupSeconds = Math.Max(0, span.From - _scenario.Start.TotalSeconds),
            Planned = _scenario.Model is ArrivalModel arrivals ? new ArrivalSchedule(arrivals.Stages).Total : 0,
            Due = _scenario.Model is ArrivalModel && (_warmup > 0 || span.EndsEarly)
                ? due?.Invoke(span.From, span.To) ?? _counts.Started + _counts.Dropped
                : null,
            Counts = _counts,
            Whole = _warmup > 0 ? _whole : null,
            CompletedInTime = _completed.Where(s => s.Key < span.To).Sum(s => s.Value),
            Errors = new Dictionary<string, long>(_errors.OrderByDescending(e => e.Value).ThenBy(e => e.Key, StringComparer.Ordinal)),
            Service = _times.Service,
            Response = response,
            LatencyMissing = saturated ?? (leftOut is not null && response.Length == 0 ? $"Latency of {leftOut}." : null),
            LeftOut = leftOut,
            Phases = _times.Phases,
            Exemplars = _times.Exemplars,
            Stages = LoadSteps.StagesOf(_scenario),
            Windows = [.. _windows.Select(w => w.Summarize(span, due, saturated))],
            Steps = [.. LoadSteps.Of(_scenario).Where(s => s.ToSecond <= span.To)],
            Blocks = _blocks?.Summarize(span, due, saturated) ?? [],
            Breakpoint = _scenario.Until is null ? null : Breakpoint.Of(_scenario, until, CutOff(shards, until, abort)),
            Timeline = _timeline.Points(_warmup),
        };
    }

    // A generator that could not keep up found its own end, not the target's.
    private static string? CutOff(IReadOnlyList<ShardResult> shards, ConditionHit? until, ConditionHit? abort) =>
        shards.FirstOrDefault(s => s.State == ShardState.Saturated)?.Reason
        ?? (until is not null ? null
            : abort is not null ? $"The run was aborted by the condition '{abort.Expression}'."
            : shards.FirstOrDefault(s => s.State != ShardState.Completed) is { } cut ? cut.Reason ?? $"Shard {cut.Shard} did not end as planned."
            : null);

    private void AddCounts(LoadInterval interval)
    {
        _counts += interval.Counts;
        _leftOut.Count(interval);
        _completed[interval.Second] = _completed.GetValueOrDefault(interval.Second) + interval.Counts.Completed;
        foreach ((string kind, long count) in interval.Errors)
        {
            _errors[kind] = _errors.GetValueOrDefault(kind) + count;
        }
    }

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
