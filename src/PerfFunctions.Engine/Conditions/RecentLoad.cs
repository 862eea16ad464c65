using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Conditions;

/// <summary>
/// Load while it is in progress: the last seconds one by one, and of those before only the counts. Its size does not grow
/// with the length of the run.
/// </summary>
/// <param name="seconds">How many seconds are kept one by one.</param>
/// <param name="first">The first second that is.</param>
/// <param name="before">Counts of all seconds before, by scenario and by series of it.</param>
public sealed class RecentLoad(int seconds, int first = 0, IReadOnlyDictionary<string, IntervalCounts>? before = null)
{
    private readonly Dictionary<string, IntervalCounts> _before = before is null ? [] : new(before);
    private readonly SortedDictionary<int, Dictionary<string, SecondLoad>> _seconds = [];

    /// <summary>The first second that is kept by itself.</summary>
    public int First { get; private set; } = first;

    /// <summary>Counts of all seconds before <see cref="First"/>, by scenario and by series of it.</summary>
    public IReadOnlyDictionary<string, IntervalCounts> Before => _before;

    /// <summary>Takes all there is of one second, in the place of what was known of it. A second that is no longer kept is ignored.</summary>
    public void Replace(int second, IEnumerable<LoadInterval> intervals)
    {
        if (second < First)
        {
            return;
        }

        Dictionary<string, SecondLoad>? known = _seconds.GetValueOrDefault(second);
        _seconds[second] = intervals.GroupBy(i => i.Scenario).ToDictionary(g => g.Key, g => Of([.. g], known?.GetValueOrDefault(g.Key)));
        while (_seconds.Count > seconds)
        {
            Fold(_seconds.First());
        }
    }

    /// <summary>Counts of a scenario, or of one of its series, in the whole run so far.</summary>
    public IntervalCounts Total(string scenario, string series = "") => _seconds.Keys
        .Select(s => Find(s, scenario, series).Counts)
        .Aggregate(_before.GetValueOrDefault(NameOf(scenario, series)), IntervalCounts.Add);

    /// <summary>What the seconds of a scenario, or of one of its series, come to, from one to another, both among them.</summary>
    /// <param name="scenario">Its name.</param>
    /// <param name="from">First second.</param>
    /// <param name="to">Last second.</param>
    /// <param name="series">Key of the series; empty for the scenario as a whole.</param>
    public SecondLoad Over(string scenario, int from, int to, string series = "") => SecondLoad.Sum(
        [.. Enumerable.Range(from, Math.Max(0, to - from + 1)).Select(s => Find(s, scenario, series))]);

    private SecondLoad Find(int second, string scenario, string series) =>
        _seconds.GetValueOrDefault(second)?.GetValueOrDefault(scenario) is not { } load ? SecondLoad.None
        : series.Length == 0 ? load
        : load.Series.GetValueOrDefault(series) ?? SecondLoad.None;

    // A second is read several times, for what comes late; mostly nothing has, and merging is the dear part. Counts alone do not
    // show it: a shard that only received messages in a second has sent no request in it.
    private static SecondLoad Of(IReadOnlyList<LoadInterval> intervals, SecondLoad? known) =>
        known is not null && known.Intervals == intervals.Count
            && known.Counts == intervals.Aggregate(default(IntervalCounts), (sum, i) => sum + i.Counts)
            ? known
            : SecondLoad.Of(intervals);

    private static string NameOf(string scenario, string series) => series.Length == 0 ? scenario : $"{scenario}.{series}";

    private void Fold(string name, IntervalCounts counts) => _before[name] = _before.GetValueOrDefault(name) + counts;

    private void Fold(KeyValuePair<int, Dictionary<string, SecondLoad>> oldest)
    {
        foreach ((string scenario, SecondLoad load) in oldest.Value)
        {
            Fold(NameOf(scenario, ""), load.Counts);
            foreach ((string series, SecondLoad part) in load.Series)
            {
                Fold(NameOf(scenario, series), part.Counts);
            }
        }

        _seconds.Remove(oldest.Key);
        First = oldest.Key + 1;
    }
}
