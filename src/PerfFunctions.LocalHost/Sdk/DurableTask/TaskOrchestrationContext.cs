using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

/// <summary>
/// What an orchestrator may use. Everything here gives the same on each replay; an orchestrator that uses anything
/// else of the outside (clock, randomness, I/O) fails when its history no longer fits.
/// </summary>
public abstract class TaskOrchestrationContext
{
    /// <summary>The orchestrator's name.</summary>
    public abstract TaskName Name { get; }

    /// <summary>The orchestration's id.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The orchestration that called this one; null at the top.</summary>
    public abstract ParentOrchestrationInstance? Parent { get; }

    /// <summary>The time (UTC), the same on each replay.</summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>Whether the code runs over what has happened already.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>Where loggers come from.</summary>
    protected abstract ILoggerFactory LoggerFactory { get; }

    /// <summary>The orchestration's input.</summary>
    public abstract T? GetInput<T>();

    /// <summary>Calls an activity.</summary>
    /// <param name="name">The activity.</param>
    /// <param name="input">Its input, serialised as JSON.</param>
    /// <param name="options">Retries.</param>
    /// <exception cref="TaskFailedException">The activity failed (and its retries are used up).</exception>
    public virtual Task CallActivityAsync(TaskName name, object? input = null, TaskOptions? options = null) =>
        CallActivityAsync<object>(name, input, options);

    /// <inheritdoc cref="CallActivityAsync(TaskName, object?, TaskOptions?)"/>
    public virtual Task CallActivityAsync(TaskName name, TaskOptions options) => CallActivityAsync(name, null, options);

    /// <inheritdoc cref="CallActivityAsync(TaskName, object?, TaskOptions?)"/>
    public virtual Task<TResult> CallActivityAsync<TResult>(TaskName name, TaskOptions options) =>
        CallActivityAsync<TResult>(name, null, options);

    /// <inheritdoc cref="CallActivityAsync(TaskName, object?, TaskOptions?)"/>
    public abstract Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null);

    /// <summary>A durable timer.</summary>
    /// <param name="delay">From <see cref="CurrentUtcDateTime"/> on.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public virtual Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken) =>
        CreateTimer(CurrentUtcDateTime.Add(delay), cancellationToken);

    /// <summary>A durable timer.</summary>
    /// <param name="fireAt">When (UTC) it fires.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>Waits for an event raised to this orchestration; one that came earlier is taken at once.</summary>
    /// <param name="eventName">The event, without regard to case.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public abstract Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="WaitForExternalEvent{T}(string, TimeSpan, CancellationToken)"/>
    public Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout) =>
        WaitForExternalEvent<T>(eventName, timeout, CancellationToken.None);

    /// <summary>Waits for an event, but not for ever.</summary>
    /// <param name="eventName">The event, without regard to case.</param>
    /// <param name="timeout">How long.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TaskCanceledException">It did not come in time, or the wait was cancelled.</exception>
    public async Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var timerEnd = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var eventEnd = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<T> raised = WaitForExternalEvent<T>(eventName, eventEnd.Token);
        if (raised.IsCompleted)
        {
            return await raised;
        }

        // Cancel, not CancelAsync: the latter would leave the orchestrator's thread.
        Task timer = CreateTimer(timeout, timerEnd.Token);
        CancellationTokenSource loser = await Task.WhenAny(timer, raised) == timer ? eventEnd : timerEnd;
        loser.Cancel();
        return await raised;
    }

    /// <summary>Raises an event to another orchestration.</summary>
    /// <param name="instanceId">The other's id.</param>
    /// <param name="eventName">The event.</param>
    /// <param name="payload">Its payload, serialised as JSON.</param>
    public abstract void SendEvent(string instanceId, string eventName, object payload);

    /// <summary>Sets what clients see of the progress.</summary>
    /// <param name="customStatus">Anything small, serialised as JSON.</param>
    public abstract void SetCustomStatus(object? customStatus);

    /// <summary>Calls another orchestrator and waits for it.</summary>
    /// <param name="orchestratorName">The orchestrator.</param>
    /// <param name="input">Its input, serialised as JSON.</param>
    /// <param name="options">Retries and id.</param>
    /// <exception cref="TaskFailedException">The sub-orchestration failed (and its retries are used up).</exception>
    public abstract Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null);

    /// <inheritdoc cref="CallSubOrchestratorAsync{TResult}(TaskName, object?, TaskOptions?)"/>
    public virtual Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync<TResult>(orchestratorName, null, options);

    /// <inheritdoc cref="CallSubOrchestratorAsync{TResult}(TaskName, object?, TaskOptions?)"/>
    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync(orchestratorName, null, options);

    /// <inheritdoc cref="CallSubOrchestratorAsync{TResult}(TaskName, object?, TaskOptions?)"/>
    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        CallSubOrchestratorAsync<object>(orchestratorName, input, options);

    /// <summary>Begins anew with an empty history, once the orchestrator returns.</summary>
    /// <param name="newInput">The new input.</param>
    /// <param name="preserveUnprocessedEvents">Whether events nobody waited for are kept.</param>
    public abstract void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true);

    /// <summary>An identifier, the same on each replay.</summary>
    public abstract Guid NewGuid();

    /// <summary>A logger that is silent on replay.</summary>
    /// <param name="categoryName">The logger's name.</param>
    public virtual ILogger CreateReplaySafeLogger(string categoryName) =>
        new ReplaySafeLogger(this, LoggerFactory.CreateLogger(categoryName));

    /// <summary>A logger that is silent on replay.</summary>
    /// <param name="type">What it is named after.</param>
    public virtual ILogger CreateReplaySafeLogger(Type type) => new ReplaySafeLogger(this, LoggerFactory.CreateLogger(type));

    /// <summary>A logger that is silent on replay, named after a type.</summary>
    public virtual ILogger CreateReplaySafeLogger<T>() => CreateReplaySafeLogger(typeof(T));
}
