using PerfFunctions.Api.Live;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.App.Runs.Intervals;

/// <summary>How each shard of a load is, from its intervals. There may be a thousand: those with problems are shown first.</summary>
public sealed class ShardBoard
{
    // Long enough for rates that do not jump, short enough to be of now.
    private const int RecentSeconds = 5;

    // Users pause, so that a shard of few users measures nothing in many a second.
    private const int SilentSeconds = 10;

    private const int MaxShown = 50;
    private const int MaxCharacters = 300;

    private readonly SortedDictionary<int, ShardTrace> _traces = [];

    /// <summary>Takes an interval, in order of time.</summary>
    public void Add(LoadInterval interval)
    {
        if (!_traces.TryGetValue(interval.Shard, out ShardTrace? trace))
        {
            _traces.Add(interval.Shard, trace = new ShardTrace(RecentSeconds));
        }

        trace.Add(interval);
    }

    /// <summary>The shards while load is in progress.</summary>
    /// <param name="shards">How many there are.</param>
    /// <param name="second">The last second that was added.</param>
    /// <param name="instances">Machines of the shards that are known.</param>
    public LiveShards SoFar(int shards, int second, IReadOnlyDictionary<int, string> instances) => Show(second,
        [.. Enumerable.Range(0, shards).Select(shard => Running(shard, second) with { Instance = instances.GetValueOrDefault(shard) })]);

    /// <summary>The shards when the load is over.</summary>
    /// <param name="results">How they ended.</param>
    /// <param name="instances">Machines of the shards that are known.</param>
    public LiveShards Ended(IReadOnlyList<ShardResult> results, IReadOnlyDictionary<int, string> instances) => Show(
        _traces.Values.Select(t => t.LastSecond).DefaultIfEmpty(-1).Max(),
        [.. results.Select(result => Ended(result) with { Instance = instances.GetValueOrDefault(result.Shard) })]);

    private static LiveShards Show(int second, IReadOnlyList<LiveShard> all) => new(
        second, all.Count, all.Count(s => s.Problem is not null),
        [
            .. all.OrderByDescending(s => s.Problem is not null).ThenByDescending(s => s.NoisySeconds)
                .ThenByDescending(s => s.State is LiveShardState.Silent).ThenBy(s => s.Shard).Take(MaxShown),
        ]);

    private LiveShard Running(int shard, int second)
    {
        if (_traces.GetValueOrDefault(shard) is not { } trace)
        {
            return new LiveShard(shard, LiveShardState.Waiting);
        }

        int quiet = second - trace.LastSecond;
        return trace.Show(shard, quiet >= SilentSeconds ? LiveShardState.Silent : LiveShardState.Running) with
        {
            SentPerSecond = trace.PerSecond(second),
            Problem = trace.LastNoisy > second - RecentSeconds ? Cut(trace.Problem) : null,
        };
    }

    private LiveShard Ended(ShardResult result)
    {
        ShardTrace? trace = _traces.GetValueOrDefault(result.Shard);
        LiveShardState state = result.State switch
        {
            ShardState.Completed => LiveShardState.Completed,
            ShardState.Partial => LiveShardState.Partial,
            ShardState.Saturated => LiveShardState.Saturated,
            ShardState.Cancelled => LiveShardState.Cancelled,
            _ => LiveShardState.Lost,
        };
        return (trace?.Show(result.Shard, state) ?? new LiveShard(result.Shard, state)) with { Problem = Cut(result.Reason ?? trace?.Problem) };
    }

    private static string? Cut(string? text) => text?[..Math.Min(text.Length, MaxCharacters)];
}
