using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Recording;

/// <summary>
/// Collects what happens to one scenario on one loop by the second in which it happened. Belongs to the loop's thread.
/// Nothing is lost: an event of a second that is already closed counts in the oldest open one.
/// </summary>
internal sealed class IntervalRecorder(SecondPool pool)
{
    private readonly SortedDictionary<int, SecondRecord> _open = [];
    private SecondRecord? _latest;
    private int _latestSecond = -1;
    private int _firstOpen;

    /// <summary>An iteration started, <paramref name="lag"/> after it was due.</summary>
    public void Started(TimeSpan at, TimeSpan lag)
    {
        SecondRecord second = Of(at);
        second.Started++;
        second.Late += lag > GeneratorLimits.Late ? 1 : 0;
        second.Lag.Record(lag);
    }

    /// <summary>An arrival was not started.</summary>
    public void Dropped(TimeSpan due) => Of(due).Dropped++;

    /// <summary>A request was sent.</summary>
    public void Sent(TimeSpan at) => Of(at).Sent++;

    /// <summary>A request that ended had been sent again so often.</summary>
    public void Resent(TimeSpan at, int times) => Of(at).Resent += times;

    /// <summary>A request that ended well was answered by a redirect.</summary>
    public void Redirected(TimeSpan at) => Of(at).Redirected++;

    /// <summary>A request ended. Its latency counts unless no response came at all.</summary>
    public void Completed(TimeSpan at, TimeSpan service, TimeSpan response, ExchangeResult result, PhaseTimes? phases) =>
        Of(at).Complete(service, response, result, phases);

    /// <summary>A traced request ended.</summary>
    public void Traced(TimeSpan at, Exemplar exemplar) => Of(at).Exemplars.Offer(exemplar);

    /// <summary>Closes every second before <paramref name="second"/> and hands over those in which something happened.</summary>
    public IReadOnlyList<KeyValuePair<int, SecondRecord>> CloseBefore(int second)
    {
        _firstOpen = Math.Max(_firstOpen, second);
        (_latest, _latestSecond) = (null, -1);
        KeyValuePair<int, SecondRecord>[] closing = [.. _open.TakeWhile(o => o.Key < second)];
        foreach ((int closed, _) in closing)
        {
            _open.Remove(closed);
        }

        return closing;
    }

    private SecondRecord Of(TimeSpan at)
    {
        int second = Math.Max(_firstOpen, RunClock.SecondOf(at));
        if (second == _latestSecond)
        {
            return _latest!;
        }

        if (!_open.TryGetValue(second, out SecondRecord? record))
        {
            _open.Add(second, record = pool.Take());
        }

        (_latest, _latestSecond) = (record, second);
        return record;
    }
}
