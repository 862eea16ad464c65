using System.Diagnostics;

namespace PerfFunctions.App.Tests.Parts;

/// <summary>Real time that runs faster, for what waits for minutes.</summary>
/// <param name="speed">How many times as fast, to begin with.</param>
internal sealed class FastTime(double speed) : TimeProvider
{
    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;
    private readonly long _startTimestamp = Stopwatch.GetTimestamp();
    private volatile Stretch[] _stretches = [new(speed, TimeSpan.Zero, TimeSpan.Zero)];

    /// <summary>How many times as fast. Timers that are set keep the speed that they were set at.</summary>
    public double Speed
    {
        get => _stretches[^1].Speed;
        set
        {
            TimeSpan real = Stopwatch.GetElapsedTime(_startTimestamp);
            _stretches = [.. _stretches, new(value, real, ToFast(real))];
        }
    }

    public override DateTimeOffset GetUtcNow() => _start + ToFast(Stopwatch.GetElapsedTime(_startTimestamp));

    public override long GetTimestamp() => (long)(ToFast(Stopwatch.GetElapsedTime(_startTimestamp)).TotalSeconds * Stopwatch.Frequency);

    /// <summary>What this clock shows at an instant of real time. It goes as the real one does before it is made.</summary>
    public DateTimeOffset ToFast(DateTimeOffset real) => _start + ToFast(real - _start);

    /// <summary>When this clock shows an instant, if it goes on as it does.</summary>
    public DateTimeOffset ToReal(DateTimeOffset fast)
    {
        TimeSpan passed = fast - _start;
        Stretch stretch = _stretches.Last(one => one.Fast <= passed || one == _stretches[0]);
        return passed <= TimeSpan.Zero ? fast : _start + stretch.Real + ((passed - stretch.Fast) / stretch.Speed);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ShorterTimer(this, System.CreateTimer(callback, state, Shorter(dueTime), Shorter(period)));

    private TimeSpan ToFast(TimeSpan real)
    {
        Stretch stretch = _stretches.Last(one => one.Real <= real || one == _stretches[0]);
        return real <= TimeSpan.Zero ? real : stretch.Fast + ((real - stretch.Real) * stretch.Speed);
    }

    private TimeSpan Shorter(TimeSpan span) => span <= TimeSpan.Zero ? span : TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds / Speed));

    // What is set anew is as fast as what is set at first: a timer that goes off early by a hair waits on by this clock.
    private sealed class ShorterTimer(FastTime time, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(time.Shorter(dueTime), time.Shorter(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }

    // From an instant of real time on, which is one of this clock's.
    private sealed record Stretch(double Speed, TimeSpan Real, TimeSpan Fast);
}
