namespace PerfFunctions.Browser.Tests;

/// <summary>The system's clock, which says when something begins to wait with a limit that nothing else has.</summary>
/// <param name="limit">The limit.</param>
internal sealed class WaitClock(TimeSpan limit) : TimeProvider
{
    private readonly TaskCompletionSource _waited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the wait has begun.</summary>
    public Task Waited => _waited.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == limit)
        {
            _waited.TrySetResult();
        }
        return System.CreateTimer(callback, state, dueTime, period);
    }
}
