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
    public void Sent(TimeSpan at, int request)
    {
        SecondRecord second = Of(at);
        second.Whole.Send();
        second.Of(request).Send();
    }

    /// <summary>A request that ended had been sent again so often.</summary>
    public void Resent(TimeSpan at, int request, int times)
    {
        SecondRecord second = Of(at);
        second.Whole.Resend(times);
        second.Of(request).Resend(times);
    }

    /// <summary>A request that ended well was answered by a redirect.</summary>
    public void Redirected(TimeSpan at, int request)
    {
        SecondRecord second = Of(at);
        second.Whole.Redirect();
        second.Of(request).Redirect();
    }

    /// <summary>A user's cache answered a request, so that it was not sent.</summary>
    public void Cached(TimeSpan at, int request)
    {
        SecondRecord second = Of(at);
        second.Whole.Cache();
        second.Of(request).Cache();
    }

    /// <summary>Some resources of a page were not loaded, because their hosts are not verified.</summary>
    public void Skipped(TimeSpan at, int request, int resources)
    {
        SecondRecord second = Of(at);
        second.Whole.Skip(resources);
        second.Of(request).Skip(resources);
    }

    /// <summary>Not all resources of a page were loaded, because they are too many, or it cannot be read.</summary>
    public void Cut(TimeSpan at, int request)
    {
        SecondRecord second = Of(at);
        second.Whole.Cut();
        second.Of(request).Cut();
    }

    /// <summary>A request ended. Its latency counts unless no response came at all.</summary>
    public void Completed(TimeSpan at, int request, in RequestEnd end, PhaseTimes? phases)
    {
        SecondRecord second = Of(at);
        second.Whole.Complete(end, phases);
        second.Of(request).Complete(end, phases);
    }

    /// <summary>A request that ended counts in a series besides that of its name.</summary>
    public void Repeated(TimeSpan at, int series, in RequestEnd end)
    {
        SeriesRecord record = Of(at).Of(series);
        record.Send();
        record.Complete(end, null);
    }

    /// <summary>A request could not even be made, so that it has no name.</summary>
    public void Refused(TimeSpan at, string failure)
    {
        SecondRecord second = Of(at);
        second.Whole.Send();
        second.Whole.Complete(new RequestEnd(ExchangeResult.NoResponse(failure), default, default), null);
    }

    /// <summary>A group or an iteration ended.</summary>
    public void Ended(TimeSpan at, int series, TimeSpan active, TimeSpan duration, string? failure) =>
        Of(at).Of(series).Complete(active, duration, failure);

    /// <summary>A stream was opened.</summary>
    public void Opened(TimeSpan at, int stream) => Of(at).Of(stream).Open();

    /// <summary>A message was sent over a stream.</summary>
    public void MessageSent(TimeSpan at, int stream, long bytes) => Of(at).Of(stream).SendMessage(bytes);

    /// <summary>A message came over a stream; with how long it took if it is the first.</summary>
    public void MessageReceived(TimeSpan at, int stream, long bytes, TimeSpan? first) =>
        Of(at).Of(stream).ReceiveMessage(bytes, first);

    /// <summary>A stream has ended.</summary>
    public void Closed(TimeSpan at, int stream, TimeSpan duration) => Of(at).Of(stream).Close(duration);

    /// <summary>A check was made, or a rate measured.</summary>
    public void Checked(TimeSpan at, int series, bool holds) => Of(at).Of(series).Check(holds);

    /// <summary>A value was measured.</summary>
    public void Measured(TimeSpan at, int series, double value, double scale) => Of(at).Of(series).Measure(value, scale);

    /// <summary>The target stated how long something took.</summary>
    public void Stated(TimeSpan at, string timing, double milliseconds) => Of(at).OfTiming(timing).Measure(milliseconds, 1);

    /// <summary>A traced request ended.</summary>
    public void Traced(TimeSpan at, int request, Exemplar exemplar)
    {
        SecondRecord second = Of(at);
        second.Whole.Exemplars.Offer(exemplar);
        second.Of(request).Exemplars.Offer(exemplar);
    }

    /// <summary>An example of a failure.</summary>
    public void Failed(TimeSpan at, FailureSample sample) => Of(at).Keep(sample);

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
