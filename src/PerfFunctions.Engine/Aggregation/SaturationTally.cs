using System.Globalization;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>
/// Finds shards of load in progress that would be saturated if it were over: a budget about time must not look within its limit until
/// the end, to have no data then. The limits are those that a shard applies to itself at its end.
/// </summary>
internal sealed class SaturationTally
{
    private readonly SortedDictionary<int, Tally> _shards = [];

    /// <summary>Takes an interval, in order of time.</summary>
    public void Add(LoadInterval interval)
    {
        if (!_shards.TryGetValue(interval.Shard, out Tally? tally))
        {
            _shards.Add(interval.Shard, tally = new Tally());
        }

        IntervalCounts counts = interval.Counts;
        (long started, long late) = tally.Starts.GetValueOrDefault(interval.Scenario);
        tally.Starts[interval.Scenario] = (started + counts.Started, late + counts.Late);
        if (interval.Generator?.Problem is { } problem && tally.LastNoisy != interval.Second)
        {
            (tally.LastNoisy, tally.Problem) = (interval.Second, problem);
            tally.Noisy++;
        }
    }

    /// <summary>The first shard that is saturated by the seconds up to one; none where all keep up.</summary>
    public IReadOnlyList<ShardResult> Find(int second) =>
        _shards.Select(s => Reason(s.Key, s.Value, second + 1) is { } reason
                ? new ShardResult { Shard = s.Key, State = ShardState.Saturated, Reason = reason }
                : null)
            .FirstOrDefault(result => result is not null) is { } found ? [found] : [];

    private static string? Reason(int shard, Tally tally, int seconds) =>
        tally.Starts.Values.Any(s => s.Started > 0 && s.Late > s.Started * GeneratorLimits.LateShare)
            ? string.Create(CultureInfo.InvariantCulture, $"Shard {shard} cannot keep up: too many of its iterations start late.")
            : tally.Noisy > Math.Max(1, seconds * GeneratorLimits.NoisyShare)
            ? string.Create(CultureInfo.InvariantCulture, $"Shard {shard} was noisy in {tally.Noisy} of {seconds} seconds: {tally.Problem}.")
            : null;

    private sealed class Tally
    {
        public Dictionary<string, (long Started, long Late)> Starts { get; } = [];

        public int LastNoisy { get; set; } = -1;

        public int Noisy { get; set; }

        public string? Problem { get; set; }
    }
}
