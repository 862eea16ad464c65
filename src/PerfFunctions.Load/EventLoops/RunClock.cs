namespace PerfFunctions.Load.EventLoops;

/// <summary>Time since a run's common start, on the monotonic clock; negative before it.</summary>
public sealed class RunClock
{
    private readonly TimeProvider _time;
    private readonly long _origin;

    /// <summary>Ties the monotonic clock to the agreed wall-clock instant, once: later steps of the wall clock do not matter.</summary>
    public RunClock(TimeProvider time, DateTimeOffset goAt)
    {
        _time = time;
        _origin = time.GetTimestamp() + (long)((goAt - time.GetUtcNow()).TotalSeconds * time.TimestampFrequency);
    }

    /// <summary>Time since the common start.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_origin);

    /// <summary>The wall clock.</summary>
    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Waits for an instant of the run; returns at once when it has passed. Good to some milliseconds.</summary>
    public async Task WaitUntilAsync(TimeSpan instant, CancellationToken stop)
    {
        TimeSpan wait;
        while ((wait = instant - Elapsed) > TimeSpan.Zero)
        {
            // Timers count whole milliseconds; rounding up keeps the end from coming before the instant.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), _time, stop);
        }
    }

    /// <summary>The second of the run that an instant falls in, from 0.</summary>
    public static int SecondOf(TimeSpan instant) => (int)Math.Max(0, instant.Ticks / TimeSpan.TicksPerSecond);
}
