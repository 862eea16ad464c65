using System.Diagnostics;

namespace PerfFunctions.App.Tests.Parts;

/// <summary>Real time that runs faster, for what waits for minutes.</summary>
/// <param name="speed">How many times as fast.</param>
internal sealed class FastTime(double speed) : TimeProvider
{
    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;
    private readonly long _began = Stopwatch.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _start + Stopwatch.GetElapsedTime(_began).Multiply(speed);

    public override long GetTimestamp() => (long)((Stopwatch.GetTimestamp() - _began) * speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shorter(dueTime), Shorter(period));

    private TimeSpan Shorter(TimeSpan span) => span <= TimeSpan.Zero ? span : TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds / speed));
}
