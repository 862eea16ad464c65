using System.Diagnostics;

namespace PerfFunctions.App.Tests.Parts;

/// <summary>Real time that runs faster, for what waits for minutes.</summary>
/// <param name="speed">How many times as fast, to begin with.</param>
internal sealed class FastTime(double speed) : TimeProvider
{
    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;
    private volatile Stretch _stretch = new(speed, Stopwatch.GetTimestamp(), 0);

    /// <summary>How many times as fast. Timers that are set keep the speed that they were set at.</summary>
    public double Speed
    {
        get => _stretch.Speed;
        set => _stretch = new Stretch(value, Stopwatch.GetTimestamp(), GetTimestamp());
    }

    public override DateTimeOffset GetUtcNow() => _start + Stopwatch.GetElapsedTime(0, GetTimestamp());

    public override long GetTimestamp() => _stretch.At(Stopwatch.GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ShorterTimer(this, System.CreateTimer(callback, state, Shorter(dueTime), Shorter(period)));

    private TimeSpan Shorter(TimeSpan span) => span <= TimeSpan.Zero ? span : TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds / Speed));

    // What is set anew is as fast as what is set at first: a timer that goes off early by a hair waits on by this clock.
    private sealed class ShorterTimer(FastTime time, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(time.Shorter(dueTime), time.Shorter(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }

    private sealed record Stretch(double Speed, long Began, long Passed)
    {
        public long At(long now) => Passed + (long)((now - Began) * Speed);
    }
}
