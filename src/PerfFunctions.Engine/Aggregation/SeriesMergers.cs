using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>
/// The mergers of a scenario: of the whole, of every series that the plan defines, and of <c>Server-Timing</c> entries as they
/// come.
/// </summary>
internal sealed class SeriesMergers
{
    /// <summary>The most points of a series' timeline.</summary>
    private const int MaxPoints = 240;

    private const int OpenWindowHistograms = 32;

    // A target that names ever new entries must not fill the memory.
    private const int MaxTimings = 20;

    private readonly Scenario _scenario;
    private readonly PerfPlan? _plan;
    private readonly bool _overTime;
    private readonly HistogramPool _pool = new(OpenWindowHistograms);
    private readonly Dictionary<string, Entry> _byKey = [];
    private readonly List<Entry> _all = [];
    private int _next;

    /// <summary>Without warm-up, windows or blocks.</summary>
    public SeriesMergers(Scenario scenario)
        : this(scenario, null)
    {
    }

    /// <summary>With those of a plan; null for none.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="overTime">Whether timelines and blocks are kept, which grow with the length of the run.</param>
    public SeriesMergers(Scenario scenario, PerfPlan? plan, bool overTime = true)
    {
        _scenario = scenario;
        _plan = plan;
        _overTime = overTime;
        int width = !overTime ? TimelineMerger.WholeRun : plan is null ? 1 : ScenarioMerger.PointWidthOf(plan);
        Whole = Create(new LoadSeries("", ""), LoadSteps.Of(scenario).Select(s => (s.FromSecond, s.ToSecond)), width);
        foreach (LoadSeries series in ScenarioSeries.Of(scenario.Steps).All)
        {
            Add(_all.Count, series);
        }
    }

    /// <summary>The scenario as a whole.</summary>
    public SeriesMerger Whole { get; }

    /// <summary>The series, in the order of the flow; entries of <c>Server-Timing</c> behind their requests.</summary>
    public IReadOnlyList<Entry> All => _all;

    /// <summary>The merger of a series; null when the plan has no such series.</summary>
    public SeriesMerger? Find(string key)
    {
        // Intervals have their series in the same order.
        if (_next < _all.Count && ReferenceEquals(_all[_next].LastKey, key))
        {
            return _all[_next++].Merger;
        }

        return FindByKey(key);
    }

    /// <summary>An interval begins: its first series is probably the first.</summary>
    public void Begin() => _next = 0;

    private SeriesMerger? FindByKey(string key)
    {
        if (_byKey.TryGetValue(key, out Entry? entry))
        {
            entry.LastKey = key;
            _next = _all.IndexOf(entry) + 1;
            return entry.Merger;
        }

        if (SeriesKey.KindOf(key) != SeriesKind.ServerTiming)
        {
            return null;
        }

        string request = key[..key.IndexOf($".{SeriesKey.ServerTiming}.", StringComparison.Ordinal)];
        int at = _all.FindIndex(e => e.Series.Key == request);
        return at < 0 || Timings(at + 1) == MaxTimings
            ? null
            : Add(BehindTimings(at + 1, key), new LoadSeries(key, key[(key.LastIndexOf('.') + 1)..]));
    }

    /// <summary>The summary of a series, without its figures.</summary>
    public static SeriesSummary SummaryOf(LoadSeries series) => new()
    {
        Key = series.Key,
        Title = series.Title,
        Measure = series.Measure,
        Unit = series.Unit,
        Worse = series.Worse,
    };

    private int Timings(int at) => _all.Skip(at).TakeWhile(e => e.Series.Kind == SeriesKind.ServerTiming).Count();

    // In order of their names, in whatever order they come.
    private int BehindTimings(int at, string key)
    {
        while (at < _all.Count && _all[at].Series.Kind == SeriesKind.ServerTiming && string.CompareOrdinal(_all[at].Series.Key, key) < 0)
        {
            at++;
        }

        return at;
    }

    private SeriesMerger Add(int at, LoadSeries series)
    {
        int width = !_overTime ? TimelineMerger.WholeRun
            : _plan is null ? 1
            : TimelineMerger.WidthOf(_plan.LoadDuration.TotalSeconds, MaxPoints);
        Entry entry = new(series, Create(series, [], width));
        _all.Insert(at, entry);
        _byKey.Add(series.Key, entry);
        return entry.Merger;
    }

    private SeriesMerger Create(LoadSeries series, IEnumerable<(int From, int To)> steps, int width)
    {
        BudgetRule[] rules =
        [
            .. (_plan?.Budgets ?? []).Where(
                b => b.Kind == MetricKind.Load && b.Metric.Subject == _scenario.Name && SeriesMetrics.Split(b.Metric.Metric).Key == series.Key),
        ];
        WindowMerger[] windows =
        [
            .. rules.Where(b => b.Window is not null).Select(b => ((int)b.Window!.From.TotalSeconds, (int)b.Window.To.TotalSeconds))
                .Concat(steps).Distinct().Select(w => new WindowMerger(_pool, w.Item1, w.Item2)),
        ];
        int warmup = _plan is null ? 0 : ScenarioMerger.WarmupOf(_plan);
        BlockMerger? blocks = _plan is null || !_overTime ? null : BlockMerger.Of(_scenario, _plan, series, rules);
        return new SeriesMerger(series, warmup, windows, blocks, width);
    }

    /// <summary>A series with its merger.</summary>
    public sealed class Entry(LoadSeries series, SeriesMerger merger)
    {
        public LoadSeries Series => series;

        public SeriesMerger Merger => merger;

        /// <summary>The key by which it was last found: the same text comes again as the same object.</summary>
        public string LastKey { get; set; } = series.Key;
    }
}
