using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>
/// Merges the measured load block by block. Requests of one moment are slow together, so a block, not a request, is a
/// replication; blocks of five seconds are mostly independent of each other. Load of under a minute has shorter ones, so
/// that there are enough to compare, and load of over ten minutes longer ones, so that they stay few.
/// </summary>
internal sealed class BlockMerger
{
    private const int UsualSeconds = 5;
    private const int FewestBlocks = 12;
    private const int MaxBlocks = 120;
    private const int OpenHistograms = 8;

    private readonly string _subject;
    private readonly LoadSeries _of;
    private readonly int _from;
    private readonly WindowMerger[] _blocks;
    private readonly (string Metric, string Aggregate)[] _series;

    private BlockMerger(string subject, LoadSeries of, MeasuredSpan span, int usualLength, (string Metric, string Aggregate)[] series)
    {
        (_subject, _of, _series) = (subject, of, series);
        _from = (int)Math.Ceiling(span.From);
        int length = Math.Max(0, (int)span.To - _from);
        Seconds = WidthOf(usualLength);
        var pool = new HistogramPool(OpenHistograms);
        _blocks = [.. Enumerable.Range(0, length / Seconds).Select(i => new WindowMerger(pool, FromOf(i), FromOf(i + 1)))];
    }

    /// <summary>What any run may one day be compared by, whether or not a budget of today asks for it.</summary>
    public static IReadOnlyList<(string Metric, string Aggregate)> Usual { get; } =
        [(LoadMetric.Latency, "p50"), (LoadMetric.Latency, "p95"), (LoadMetric.Latency, "p99"), (LoadMetric.Service, "p95"), (LoadMetric.Errors, ""), (LoadMetric.Throughput, "")];

    /// <summary>The same of a request.</summary>
    public static IReadOnlyList<(string Metric, string Aggregate)> UsualOfRequest { get; } =
        [(LoadMetric.Latency, "p50"), (LoadMetric.Latency, "p95"), (LoadMetric.Service, "p95"), (LoadMetric.Errors, "")];

    /// <summary>Cuts the load of a scenario, or of one of its series, into whole blocks; a rest at its end is left out.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="plan">Its plan. A run that was made longer has blocks as long as any other's, and more of them.</param>
    /// <param name="of">The series; with an empty key, the scenario as a whole.</param>
    /// <param name="budgets">The budgets about it: what relative ones ask for is cut.</param>
    /// <returns>Null when nothing of it is ever compared.</returns>
    public static BlockMerger? Of(Scenario scenario, PerfPlan plan, LoadSeries of, IReadOnlyList<BudgetRule> budgets)
    {
        IReadOnlyList<(string Metric, string Aggregate)> usual = of.Kind switch
        {
            SeriesKind.Scenario => Usual,
            SeriesKind.Request => UsualOfRequest,
            SeriesKind.Group or SeriesKind.Iterations => [("duration", "p95")],
            _ => [],
        };
        (string, string)[] series =
        [
            .. usual.Union(budgets.Where(b => b.IsRegression && b.Metric.Metric != LoadMetric.Breakpoint)
                .Select(b => (SeriesMetrics.Split(b.Metric.Metric).Metric, b.Metric.Aggregate))),
        ];
        int warmup = ScenarioMerger.WarmupOf(plan);
        return series.Length == 0 ? null : new BlockMerger(
            scenario.Name, of, MeasuredSpan.Of(scenario, warmup, endedAfter: null), MeasuredSpan.Usual(scenario, warmup, plan.Stretch).WholeSeconds,
            series);
    }

    /// <summary>Length of a block.</summary>
    public int Seconds { get; }

    /// <summary>Takes a second after the warm-up.</summary>
    public void Add(SecondSum second)
    {
        int block = (second.Second - _from) / Seconds;
        if (second.Second >= _from && block < _blocks.Length)
        {
            _blocks[block].Add(second);
        }
    }

    /// <summary>The series. Blocks after an early end, and empty ones at the end of a set amount of work, are in none.</summary>
    /// <param name="span">The measured time of the scenario.</param>
    /// <param name="due">As <see cref="WindowMerger.Summarize"/> takes it.</param>
    /// <param name="latencyMissing">Why no latency of the scenario may be judged; null when they may.</param>
    public IReadOnlyList<BlockSeries> Summarize(MeasuredSpan span, Func<double, double, long>? due, string? latencyMissing)
    {
        LoadNumbers[] blocks =
        [
            .. _blocks.Where((_, i) => FromOf(i + 1) <= span.To)
                .Select(b => b.Summarize(span, due, latencyMissing))
                .Reverse().SkipWhile(b => b.Counts is { Sent: 0, Completed: 0 }).Reverse()
                .Select(b => LoadNumbers.OfWindow(_subject, _of, b)),
        ];
        return [.. _series.Select(s => new BlockSeries(s.Metric, s.Aggregate, Seconds, [.. Values(blocks, s.Metric, s.Aggregate)]))];
    }

    private IEnumerable<double> Values(LoadNumbers[] blocks, string metric, string aggregate)
    {
        var reference = new MetricReference(_subject, metric, aggregate);
        foreach (LoadNumbers block in blocks)
        {
            // A block in which a stalled target answered nothing has no latency, but its throughput is known: none.
            double? value = block.Read(reference).Value ?? (metric == LoadMetric.Throughput ? 0 : null);
            if (value is { } number && double.IsFinite(number))
            {
                yield return number;
            }
        }
    }

    private static int WidthOf(int length) => length <= UsualSeconds * MaxBlocks
        ? Math.Clamp(length / FewestBlocks, 1, UsualSeconds)
        : (int)Math.Ceiling(length / (double)MaxBlocks);

    private int FromOf(int block) => _from + (block * Seconds);
}
