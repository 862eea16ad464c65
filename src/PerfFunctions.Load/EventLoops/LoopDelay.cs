using System.Threading.Tasks.Sources;

namespace PerfFunctions.Load.EventLoops;

/// <summary>A pause that is used again, so that pausing allocates nothing.</summary>
internal sealed class LoopDelay(EventLoop loop) : IValueTaskSource, IResumable
{
    private ManualResetValueTaskSourceCore<bool> _core;

    /// <summary>The pause; to be awaited once.</summary>
    public ValueTask Task => new(this, _core.Version);

    /// <summary>Ends the pause: what awaits it goes on, here and now.</summary>
    public void Resume() => _core.SetResult(true);

    /// <inheritdoc />
    public void GetResult(short token)
    {
        _core.GetResult(token);
        _core.Reset();
        loop.Return(this);
    }

    /// <inheritdoc />
    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    /// <inheritdoc />
    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
