using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using PerfFunctions.LocalHost.Durable.History;

namespace PerfFunctions.LocalHost.Durable.Execution;

/// <summary>Runs an orchestrator's code once over all its history and over what is new.</summary>
internal sealed class Episode(RunIdentity run, ILoggerFactory loggers, Func<TaskOrchestrationContext, Task<object?>> orchestrator)
{
    private readonly Queue<HistoryEvent> _held = new();
    private OrchestratorThread _thread = null!;
    private ReplayContext? _context;
    private ExecutionStarted? _started;
    private Task<object?>? _code;
    private DateTimeOffset _now;
    private bool _replaying = true;
    private bool _suspended;
    private ExecutionTerminated? _terminated;

    /// <summary>Runs the code. Blocks its thread until the code waits for something or has ended.</summary>
    public EpisodeResult Run(IReadOnlyList<HistoryEvent> past, IReadOnlyList<HistoryEvent> fresh)
    {
        _thread = new();
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_thread);
        try
        {
            ApplyAll(past);
            if (fresh.Count > 0)
            {
                _context?.ConfirmNothingAsked();
                SetReplaying(false);
                ApplyAll(fresh);
            }

            return Conclude(fresh.Count > 0);
        }
        catch (NonDeterministicOrchestrationException difference)
        {
            return Failed(difference);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private void ApplyAll(IReadOnlyList<HistoryEvent> events)
    {
        foreach (HistoryEvent happened in events)
        {
            Apply(happened);
        }
    }

    private void Apply(HistoryEvent happened)
    {
        switch (happened)
        {
            case EpisodeStarted episode:
                _context?.ConfirmNothingAsked();
                SetNow(episode.At);
                break;
            case ExecutionStarted started:
                Start(started);
                break;
            case StepEvent step:
                Context.Confirm(step);
                break;
            case ExecutionTerminated terminated:
                _terminated = terminated;
                break;
            case ExecutionSuspended:
                _suspended = true;
                break;
            case ExecutionResumed:
                Resume();
                break;
            case StepEnd or EventRaised when _suspended:
                _held.Enqueue(happened);
                break;
            default:
                Deliver(happened);
                break;
        }
    }

    private ReplayContext Context =>
        _context ?? throw new InvalidOperationException($"The history of '{run.InstanceId}' does not begin with a start.");

    private void Start(ExecutionStarted started)
    {
        _started = started;
        _context = new(run, started, loggers) { Now = _now, Replaying = _replaying };
        _code = orchestrator(_context);
        _thread.Drain();
    }

    private void Resume()
    {
        _suspended = false;
        while (_held.TryDequeue(out HistoryEvent? held))
        {
            Deliver(held);
        }
    }

    private void Deliver(HistoryEvent happened)
    {
        if (happened is StepEnd end)
        {
            Context.End(end);
        }
        else if (happened is EventRaised raised)
        {
            Context.Events.Raise(raised);
        }

        _thread.Drain();
    }

    private void SetNow(DateTimeOffset now)
    {
        _now = now;
        if (_context is not null)
        {
            _context.Now = now;
        }
    }

    private void SetReplaying(bool replaying)
    {
        _replaying = replaying;
        if (_context is not null)
        {
            _context.Replaying = replaying;
        }
    }

    private EpisodeResult Conclude(bool fresh)
    {
        ReplayContext context = Context;
        if (!fresh)
        {
            context.ConfirmNothingAsked();
        }

        var result = new EpisodeResult
        {
            Asked = [.. context.Asked],
            Open = [.. context.Open],
            CustomStatus = context.CustomStatus,
            Suspended = _suspended,
        };
        if (_terminated is not null)
        {
            return result with { Asked = [], End = _terminated };
        }

        return _code!.IsCompleted ? Ended(result, context) : Waiting(result, context);
    }

    private EpisodeResult Ended(EpisodeResult result, ReplayContext context)
    {
        if (_code!.Exception?.InnerException is { } problem)
        {
            return result with { End = new ExecutionFailed(TaskFailureDetails.FromException(problem)) };
        }

        if (_code.IsCanceled)
        {
            var cancelled = new TaskCanceledException("The orchestrator let a cancellation through.");
            return result with { End = new ExecutionFailed(TaskFailureDetails.FromException(cancelled)) };
        }

        if (context.Continue is not { } next)
        {
            return result with { End = new ExecutionCompleted(Payload.Write(_code.Result)) };
        }

        IEnumerable<HistoryEvent> kept = next.PreserveEvents ? context.Events.Unread.Concat(_held.OfType<EventRaised>()) : [];
        return result with { NextGeneration = [_started! with { Input = next.Input }, .. kept] };
    }

    /// <summary>Code that waits for nothing durable would wait for ever: it is told so instead.</summary>
    private static EpisodeResult Waiting(EpisodeResult result, ReplayContext context)
    {
        bool durable = result.Open.Count > 0 || result.Suspended || context.Events.HasWaiters;
        return durable ? result : Failed(new NonDeterministicOrchestrationException(
            "The orchestrator awaits something that is not durable (a Task.Delay, I/O, another thread): only tasks of its context may be awaited."));
    }

    private static EpisodeResult Failed(Exception problem) =>
        new() { End = new ExecutionFailed(TaskFailureDetails.FromException(problem)) };
}
