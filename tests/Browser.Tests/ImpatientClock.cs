namespace PerfFunctions.Browser.Tests;

/// <summary>The system's clock, whose limits of many seconds come sooner until the test has seen one; short waits take their time.</summary>
/// <param name="times">How many times sooner.</param>
internal sealed class ImpatientClock(int times) : TimeProvider
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(5);

    private volatile int _times = times;

    /// <summary>Limits that are set from now on take their time, too.</summary>
    public void Calm() => _times = 1;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime > Long ? dueTime / _times : dueTime, period);
}
