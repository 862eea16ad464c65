using PerfFunctions.Engine.Measurements;

namespace PerfFunctions.Engine.Load;

/// <summary>
/// Collects what happens to one scenario on one shard by the second in which it happened. Safe for concurrent use.
/// Nothing is lost: what is told of a second that is already closed counts in the oldest open one.
/// </summary>
public sealed class IntervalRecorder(string scenario, int shard)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, Accumulator> _open = [];
    private readonly Stack<Accumulator> _spare = new();
    private int _firstOpen;

    /// <summary>An iteration started, <paramref name="lag"/> after it was due.</summary>
    public void Started(TimeSpan at, TimeSpan lag)
    {
        lock (_gate)
        {
            Accumulator second = Of(at);
            second.Counts = second.Counts with
            {
                Started = second.Counts.Started + 1,
                Late = second.Counts.Late + (lag > GeneratorLimits.Late ? 1 : 0),
            };
        }
    }

    /// <summary>An arrival was not started.</summary>
    public void Dropped(TimeSpan due)
    {
        lock (_gate)
        {
            Accumulator second = Of(due);
            second.Counts = second.Counts with { Dropped = second.Counts.Dropped + 1 };
        }
    }

    /// <summary>A request was sent.</summary>
    public void Sent(TimeSpan at)
    {
        lock (_gate)
        {
            Accumulator second = Of(at);
            second.Counts = second.Counts with { Sent = second.Counts.Sent + 1 };
        }
    }

    /// <summary>A request ended. Its latency counts unless no response came at all.</summary>
    public void Completed(TimeSpan at, TimeSpan service, TimeSpan response, ExchangeResult result)
    {
        lock (_gate)
        {
            Accumulator second = Of(at);
            second.Counts = second.Counts with
            {
                Completed = second.Counts.Completed + 1,
                Failed = second.Counts.Failed + (result.Failure is null ? 0 : 1),
                Bytes = second.Counts.Bytes + result.Bytes,
            };
            if (result.Failure is not null)
            {
                second.Errors[result.Failure] = second.Errors.GetValueOrDefault(result.Failure) + 1;
            }

            if (result.HasLatency)
            {
                second.Service.Record(service);
                second.Response.Record(response);
            }
        }
    }

    /// <summary>Closes every second before <paramref name="second"/> and returns those in which something happened.</summary>
    public IReadOnlyList<LoadInterval> CloseBefore(int second)
    {
        lock (_gate)
        {
            _firstOpen = Math.Max(_firstOpen, second);
            int[] closing = [.. _open.Keys.TakeWhile(key => key < second)];
            return [.. closing.Select(Close)];
        }
    }

    private LoadInterval Close(int second)
    {
        _open.Remove(second, out Accumulator? closed);
        LoadInterval interval = closed!.ToInterval(scenario, shard, second);
        closed.Clear();
        _spare.Push(closed);
        return interval;
    }

    private Accumulator Of(TimeSpan at)
    {
        int second = Math.Max(_firstOpen, RunClock.SecondOf(at));
        if (!_open.TryGetValue(second, out Accumulator? accumulator))
        {
            accumulator = _spare.TryPop(out Accumulator? spare) ? spare : new Accumulator();
            _open.Add(second, accumulator);
        }

        return accumulator;
    }

    private sealed class Accumulator
    {
        public IntervalCounts Counts { get; set; }

        public Dictionary<string, long> Errors { get; } = [];

        public LatencyHistogram Service { get; } = new();

        public LatencyHistogram Response { get; } = new();

        public LoadInterval ToInterval(string scenario, int shard, int second) => new()
        {
            Scenario = scenario,
            Shard = shard,
            Second = second,
            Counts = Counts,
            Errors = new Dictionary<string, long>(Errors),
            Service = Service.Encode(),
            Response = Response.Encode(),
        };

        public void Clear()
        {
            Counts = default;
            Errors.Clear();
            Service.Clear();
            Response.Clear();
        }
    }
}
