using PerfFunctions.Load.EventLoops;

namespace PerfFunctions.Load.Flows;

/// <summary>
/// Spaces requests evenly, so that one loop's part of a scenario sends no more than its part of a rate. Belongs to the loop's
/// thread.
/// </summary>
/// <param name="loop">The loop.</param>
/// <param name="rate">Requests per second of this loop.</param>
internal sealed class RequestPacer(EventLoop loop, double rate)
{
    private readonly TimeSpan _interval = TimeSpan.FromSeconds(1 / rate);
    private TimeSpan _next;

    /// <summary>The instant at which the next request may be sent. What was not used is not made up for: no burst follows a slow stretch.</summary>
    public TimeSpan Take()
    {
        TimeSpan now = loop.Clock.Elapsed;
        TimeSpan slot = _next > now ? _next : now;
        _next = slot + _interval;
        return slot;
    }
}
