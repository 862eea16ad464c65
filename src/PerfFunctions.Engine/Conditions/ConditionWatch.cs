using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.Engine.Conditions;

/// <summary>
/// Sees when the conditions of a plan become true: over whole windows inside the time in which their scenario sends, all
/// shards together, and after the warm-up; the built-in condition counts from the start.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="load">What is known of its load.</param>
public sealed class ConditionWatch(PerfPlan plan, RecentLoad load)
{
    private readonly List<ConditionHit> _ended = [];

    /// <summary>The condition that aborts the run; null as long as there is none. The first stands.</summary>
    public ConditionHit? Abort { get; private set; }

    /// <summary>The conditions that end scenarios, in the order in which they became true.</summary>
    public IReadOnlyList<ConditionHit> Ended => _ended;

    /// <summary>Seconds that the conditions of a plan look back on.</summary>
    public static int LongestWindow(PerfPlan plan) => plan.Abort.Concat(plan.Load.Select(s => s.Until).OfType<LoadCondition>())
        .Select(WindowOf).DefaultIfEmpty(0).Max();

    /// <summary>Goes on from what was found before.</summary>
    public void Resume(ConditionHit? abort, IEnumerable<ConditionHit> ended)
    {
        Abort = abort;
        _ended.AddRange(ended);
    }

    /// <summary>Looks at the windows that end with a second. True when a condition has become true.</summary>
    public bool Check(int second)
    {
        int known = _ended.Count;
        foreach (Scenario scenario in plan.Load)
        {
            if (scenario.Until is { } until && Hit(until, [scenario], second) is { } hit)
            {
                _ended.Add(hit);
            }
        }

        if (Abort is not null)
        {
            return _ended.Count > known;
        }

        Abort = plan.Abort
            .Select(c => Hit(c, ScenariosOf(c), second))
            .FirstOrDefault(hit => hit is not null);
        return Abort is not null || _ended.Count > known;
    }

    // One scenario, or all of them.
    private Scenario[] ScenariosOf(LoadCondition condition) =>
        plan.Load.FirstOrDefault(s => s.Name == condition.Metric.Subject) is { } one ? [one] : [.. plan.Load];

    private ConditionHit? Hit(LoadCondition condition, IReadOnlyList<Scenario> scenarios, int second)
    {
        int from = second - WindowOf(condition) + 1;
        TimeSpan start = scenarios.Min(s => s.Start);
        TimeSpan warm = condition.Line == 0 || plan.Warmup < start ? start : plan.Warmup;
        bool isInside = from >= Math.Max(load.First, warm.TotalSeconds) && second + 1 <= scenarios.Max(s => s.End).TotalSeconds;
        (string series, string metric) = SeriesMetrics.Split(condition.Metric.Metric);
        SeriesKind kind = SeriesKey.KindOf(series);

        // A check that failed has failed, whatever is over.
        if (!isInside || (kind != SeriesKind.Check && scenarios.All(IsOver)))
        {
            return null;
        }

        return ValueOf(condition.Metric with { Metric = metric }, kind, SecondLoad.Sum([.. scenarios.Select(s => load.Over(s.Name, from, second, series))]), WindowOf(condition)) is { } value &&
            RuleEvaluator.Passes(value, condition.Operator, condition.Limit)
            ? new ConditionHit(condition.Metric.Subject, condition.Expression, second, value)
            : null;
    }

    // What is over sends nothing, which says nothing about the target.
    private bool IsOver(Scenario scenario) =>
        _ended.Exists(hit => hit.Scenario == scenario.Name) ||
        (scenario.Model is IterationModel iterations && load.Total(scenario.Name).Started >= iterations.Total);

    private static double? ValueOf(MetricReference metric, SeriesKind kind, SecondLoad window, int seconds)
    {
        IntervalCounts counts = window.Counts;
        return metric.Metric switch
        {
            "" when kind == SeriesKind.Check => counts.Completed == 0 ? null : 1 - ((double)counts.Failed / counts.Completed),
            "" when kind == SeriesKind.ServerTiming => window.IsNoisy ? null : Latency(window.Response, metric.Aggregate),
            "duration" => window.IsNoisy ? null : Latency(window.Response, metric.Aggregate),
            LoadMetric.Latency when kind is SeriesKind.Group or SeriesKind.Iterations => window.IsNoisy
                ? null
                : Latency(window.Service, metric.Aggregate),
            LoadMetric.Errors => counts.Completed == 0 ? null : (double)counts.Failed / counts.Completed,
            LoadMetric.Throughput => (double)counts.Completed / seconds,
            LoadMetric.Dropped => counts.Started + counts.Dropped == 0 ? null : (double)counts.Dropped / (counts.Started + counts.Dropped),
            LoadMetric.Latency => window.IsNoisy ? null : Latency(window.Response, metric.Aggregate),
            LoadMetric.Service => window.IsNoisy ? null : Latency(window.Service, metric.Aggregate),
            _ => null,
        };
    }

    private static double? Latency(ReadOnlyMemory<byte> encoded, string aggregate) =>
        encoded.Length == 0 ? null : LatencyHistogram.Decode(encoded).ValueMs(aggregate);

    private static int WindowOf(LoadCondition condition) => (int)Math.Max(1, condition.Window.TotalSeconds);
}
