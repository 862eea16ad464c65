using Microsoft.DurableTask;
using PerfFunctions.LocalHost.Durable.History;

namespace PerfFunctions.LocalHost.Durable.Execution;

/// <summary>A step that the code has asked for and that has not ended.</summary>
internal abstract class OpenStep(StepEvent asked)
{
    public StepEvent Asked { get; } = asked;

    /// <summary>Whether anybody still waits for it.</summary>
    public abstract bool IsOpen { get; }

    public abstract void End(StepEnd end);
}

/// <inheritdoc />
internal sealed class OpenStep<T>(StepEvent asked, string name) : OpenStep(asked)
{
    // Continuations run inline, on the orchestrator's thread: an episode is over when its last one has returned.
    private readonly TaskCompletionSource<T> _result = new();

    public Task<T> Task => _result.Task;

    public override bool IsOpen => !_result.Task.IsCompleted;

    public void Cancel() => _result.TrySetCanceled();

    public override void End(StepEnd end)
    {
        switch (end)
        {
            case TaskCompleted completed:
                Complete(completed.Result);
                break;
            case TaskFailed failed:
                _result.TrySetException(new TaskFailedException(name, failed.Id, failed.Failure));
                break;
            default:
                _result.TrySetResult(default!);
                break;
        }
    }

    private void Complete(string? json)
    {
        try
        {
            _result.TrySetResult(Payload.Read<T>(json)!);
        }
        catch (Exception problem) when (problem is System.Text.Json.JsonException or NotSupportedException)
        {
            _result.TrySetException(problem);
        }
    }
}
