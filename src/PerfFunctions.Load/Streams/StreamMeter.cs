using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Recording;

namespace PerfFunctions.Load.Streams;

/// <summary>Counts the messages of one stream. Belongs to the loop's thread.</summary>
/// <param name="recorder">Counts each second.</param>
/// <param name="series">Place of the stream among the series of the scenario.</param>
/// <param name="clock">The run's clock.</param>
/// <param name="from">From when the time to the first message counts; run time.</param>
internal sealed class StreamMeter(IntervalRecorder recorder, int series, RunClock clock, TimeSpan from)
{
    private TimeSpan _openedAt;
    private bool _hasFirst;

    /// <summary>The stream is open.</summary>
    public void Opened()
    {
        _openedAt = clock.Elapsed;
        recorder.Opened(_openedAt, series);
    }

    /// <summary>A message was sent.</summary>
    public void Sent(long bytes) => recorder.MessageSent(clock.Elapsed, series, bytes);

    /// <summary>A message came.</summary>
    public void Received(ReceivedMessage message)
    {
        recorder.MessageReceived(message.At, series, message.Bytes, _hasFirst ? null : message.At - from);
        _hasFirst = true;
    }

    /// <summary>The stream has ended.</summary>
    public void Closed()
    {
        TimeSpan now = clock.Elapsed;
        recorder.Closed(now, series, now - _openedAt);
    }
}
