using PerfFunctions.Api.Live;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.App.Runs.Intervals;

/// <summary>What the intervals of one shard show of it.</summary>
/// <param name="recent">Seconds that its rate is of.</param>
internal sealed class ShardTrace(int recent)
{
    private readonly (int Second, long Sent)[] _recent = new (int, long)[recent];
    private long _sent;
    private int _noisy;

    /// <summary>The last second in which it measured something.</summary>
    public int LastSecond { get; private set; } = -1;

    /// <summary>The last second in which its generator exceeded a limit.</summary>
    public int LastNoisy { get; private set; } = int.MinValue / 2;

    /// <summary>Which limit that was; null where none ever was.</summary>
    public string? Problem { get; private set; }

    /// <summary>Takes an interval, one a scenario and second.</summary>
    public void Add(LoadInterval interval)
    {
        LastSecond = Math.Max(LastSecond, interval.Second);
        _sent += interval.Counts.Sent;
        int place = interval.Second % recent;
        (int second, long sent) = _recent[place];
        _recent[place] = second == interval.Second ? (second, sent + interval.Counts.Sent) : (interval.Second, interval.Counts.Sent);
        if (interval.Generator?.Problem is { } problem && interval.Second > LastNoisy)
        {
            (LastNoisy, Problem) = (interval.Second, problem);
            _noisy++;
        }
    }

    /// <summary>Requests sent per second over the last seconds up to one.</summary>
    public double PerSecond(int second) =>
        (double)_recent.Where(r => r.Second > second - recent && r.Second <= second).Sum(r => r.Sent) / Math.Min(recent, second + 1);

    /// <summary>The shard in a state.</summary>
    public LiveShard Show(int shard, LiveShardState state) => new(shard, state) { Sent = _sent, LastSecond = LastSecond, NoisySeconds = _noisy };
}
