namespace PerfFunctions.Load.EventLoops;

/// <summary>Waits for a signal of another thread, on any platform, to the millisecond.</summary>
internal sealed class SignalPoller : IPoller
{
    private readonly AutoResetEvent _signal = new(false);

    /// <inheritdoc />
    public void Wait(TimeSpan longest) => _signal.WaitOne(TimeSpan.FromMilliseconds(Math.Ceiling(longest.TotalMilliseconds)));

    /// <inheritdoc />
    public void Dispatch()
    {
        // A signal says no more than that something was posted.
    }

    /// <inheritdoc />
    public void Wake() => _signal.Set();

    /// <inheritdoc />
    public void Dispose() => _signal.Dispose();
}
