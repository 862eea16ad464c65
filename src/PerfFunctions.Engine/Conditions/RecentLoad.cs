using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Conditions;

/// <summary>
/// Load while it is in progress: the last seconds one by one, and of those before only the counts. Its size does not grow
/// with the length of the run.
/// </summary>
/// <param name="seconds">How many seconds are kept one by one.</param>
/// <param name="first">The first second that is.</param>
/// <param name="before">Counts of all seconds before, by scenario.</param>
public sealed class RecentLoad(int seconds, int first = 0, IReadOnlyDictionary<string, IntervalCounts>? before = null)
{
    private readonly Dictionary<string, IntervalCounts> _before = before is null ? [] : new(before);
    private readonly SortedDictionary<int, Dictionary<string, SecondLoad>> _seconds = [];

    /// <summary>The first second that is kept by itself.</summary>
    public int First { get; private set; } = first;

    /// <summary>Counts of all seconds before <see cref="First"/>, by scenario.</summary>
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

    /// <summary>Counts of the whole run so far.</summary>
    public IntervalCounts Total(string scenario) => _seconds.Values
        .Select(s => s.GetValueOrDefault(scenario, SecondLoad.None).Counts)
        .Aggregate(_before.GetValueOrDefault(scenario), IntervalCounts.Add);

    /// <summary>What a scenario's seconds come to, from one to another, both among them.</summary>
    public SecondLoad Over(string scenario, int from, int to) => SecondLoad.Sum(
        [.. Enumerable.Range(from, Math.Max(0, to - from + 1)).Select(s => _seconds.GetValueOrDefault(s)?.GetValueOrDefault(scenario) ?? SecondLoad.None)]);

    // A second is read several times, for what comes late; mostly nothing has, and merging is the dear part.
    private static SecondLoad Of(IReadOnlyList<LoadInterval> intervals, SecondLoad? known) =>
        known is not null && known.Counts == intervals.Aggregate(default(IntervalCounts), (sum, i) => sum + i.Counts) ? known : SecondLoad.Of(intervals);

    private void Fold(KeyValuePair<int, Dictionary<string, SecondLoad>> oldest)
    {
        foreach ((string scenario, SecondLoad load) in oldest.Value)
        {
            _before[scenario] = _before.GetValueOrDefault(scenario) + load.Counts;
        }

        _seconds.Remove(oldest.Key);
        First = oldest.Key + 1;
    }
}
