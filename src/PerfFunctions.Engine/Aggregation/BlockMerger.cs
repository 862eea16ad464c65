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

    private readonly Scenario _scenario;
    private readonly int _from;
    private readonly WindowMerger[] _blocks;
    private readonly (string Metric, string Aggregate)[] _series;

    /// <summary>Cuts the load of a scenario into whole blocks; a rest at its end is left out.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="span">Its measured time, when nothing ends it early.</param>
    /// <param name="usualLength">Whole seconds that the plan asks for: a run that was made longer has blocks as long as any other's, and more of them.</param>
    /// <param name="budgets">The plan's budgets: what relative ones are about gets a series.</param>
    public BlockMerger(Scenario scenario, MeasuredSpan span, int usualLength, IReadOnlyList<BudgetRule> budgets)
    {
        _scenario = scenario;
        _from = (int)Math.Ceiling(span.From);
        int length = Math.Max(0, (int)span.To - _from);
        Seconds = WidthOf(usualLength);
        var pool = new HistogramPool(OpenHistograms);
        _blocks = [.. Enumerable.Range(0, length / Seconds).Select(i => new WindowMerger(pool, FromOf(i), FromOf(i + 1)))];
        _series =
        [
            .. Usual.Union(budgets
                .Where(b => b.IsRegression && b.Kind == MetricKind.Load && b.Metric.Subject == scenario.Name && b.Metric.Metric != MetricCatalog.Breakpoint)
                .Select(b => (b.Metric.Metric, b.Metric.Aggregate))),
        ];
    }

    /// <summary>What any run may one day be compared by, whether or not a budget of today asks for it.</summary>
    public static IReadOnlyList<(string Metric, string Aggregate)> Usual { get; } =
        [("latency", "p50"), ("latency", "p95"), ("latency", "p99"), ("service", "p95"), ("errors", ""), ("throughput", "")];

    /// <summary>Length of a block.</summary>
    public int Seconds { get; }

    /// <summary>Takes one interval after the warm-up.</summary>
    public void Add(LoadInterval interval)
    {
        int block = (interval.Second - _from) / Seconds;
        if (interval.Second >= _from && block < _blocks.Length)
        {
            _blocks[block].Add(interval);
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
                .Select(b => LoadNumbers.OfWindow(_scenario.Name, b)),
        ];
        return [.. _series.Select(s => new BlockSeries(s.Metric, s.Aggregate, Seconds, [.. Values(blocks, s.Metric, s.Aggregate)]))];
    }

    private IEnumerable<double> Values(LoadNumbers[] blocks, string metric, string aggregate)
    {
        var reference = new MetricReference(_scenario.Name, metric, aggregate);
        foreach (LoadNumbers block in blocks)
        {
            // A block in which a stalled target answered nothing has no latency, but its throughput is known: none.
            double? value = block.Read(reference).Value ?? (metric == "throughput" ? 0 : null);
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
