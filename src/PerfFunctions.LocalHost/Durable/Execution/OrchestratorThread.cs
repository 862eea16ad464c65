namespace PerfFunctions.LocalHost.Durable.Execution;

/// <summary>
/// The one thread that orchestrator code runs on: what is posted waits in order until it is drained, so the order of
/// continuations is the same on each replay.
/// </summary>
internal sealed class OrchestratorThread : SynchronizationContext
{
    private readonly Queue<Action> _waiting = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;

    /// <summary>Runs until nothing is left to do.</summary>
    public void Drain()
    {
        while (_waiting.TryDequeue(out Action? next))
        {
            next();
        }
    }

    /// <inheritdoc />
    public override void Post(SendOrPostCallback d, object? state)
    {
        // A continuation from another thread is that of something not durable; its orchestration is failed for it.
        if (Environment.CurrentManagedThreadId == _thread)
        {
            _waiting.Enqueue(() => d(state));
        }
    }

    /// <inheritdoc />
    public override void Send(SendOrPostCallback d, object? state) => d(state);

    /// <inheritdoc />
    public override SynchronizationContext CreateCopy() => this;
}
