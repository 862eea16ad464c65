using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using PerfFunctions.LocalHost.Durable.History;

namespace PerfFunctions.LocalHost.Durable.Execution;

/// <summary>The context of one episode: notes what the code asks for, and answers from the history.</summary>
internal sealed class ReplayContext(RunIdentity run, ExecutionStarted started, ILoggerFactory loggers) : TaskOrchestrationContext
{
    private readonly Dictionary<int, OpenStep> _open = [];
    private readonly SortedDictionary<int, StepEvent> _asked = [];
    private int _nextStep;
    private int _nextGuid;

    public override TaskName Name => started.Name;

    public override string InstanceId => run.InstanceId;

    public override ParentOrchestrationInstance? Parent { get; } =
        started.Parent is null ? null : new(started.Parent.Name, started.Parent.InstanceId);

    public override DateTime CurrentUtcDateTime => Now.UtcDateTime;

    public override bool IsReplaying => Replaying;

    public DateTimeOffset Now { get; set; }

    public bool Replaying { get; set; }

    public string? SerializedInput => started.Input;

    public EventBook Events { get; } = new();

    public string? CustomStatus { get; private set; }

    /// <summary>Set once the code has asked to continue as new.</summary>
    public ContinueRequest? Continue { get; private set; }

    /// <summary>What the code asked for that the history does not hold yet, in the order of asking.</summary>
    public IReadOnlyCollection<StepEvent> Asked => _asked.Values;

    /// <summary>The steps that somebody waits for.</summary>
    public IEnumerable<StepEvent> Open => _open.Values.Where(step => step.IsOpen).Select(step => step.Asked);

    protected override ILoggerFactory LoggerFactory => loggers;

    public override T? GetInput<T>() where T : default => Payload.Read<T>(started.Input);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        string? json = Payload.Write(input);
        return Retrying.RunAsync(
            this, options?.Retry, () => Ask<TResult>(new TaskScheduled(_nextStep++, name.Name, json), name.Name));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        string? json = Payload.Write(input);
        string? wanted = (options as SubOrchestrationOptions)?.InstanceId;
        return Retrying.RunAsync(this, options?.Retry, () =>
        {
            string id = wanted ?? NewGuid().ToString("N");
            return Ask<TResult>(
                new SubOrchestrationCreated(_nextStep++, orchestratorName.Name, id, json), orchestratorName.Name);
        });
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var at = new DateTimeOffset(DateTime.SpecifyKind(fireAt, DateTimeKind.Utc));
        return Ask<object>(new TimerCreated(_nextStep++, at), "timer", cancellationToken);
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) =>
        Events.WaitAsync<T>(eventName, cancellationToken);

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        int id = _nextStep++;
        _asked.Add(id, new EventSent(id, instanceId, eventName, Payload.Write(payload)));
    }

    public override void SetCustomStatus(object? customStatus) => CustomStatus = Payload.Write(customStatus);

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        Continue = new(Payload.Write(newInput), preserveUnprocessedEvents);

    /// <summary>Named by the run and a count, so it is the same on each replay and another in each run.</summary>
    public override Guid NewGuid()
    {
        string name = string.Create(
            CultureInfo.InvariantCulture, $"{run.InstanceId}\n{run.ExecutionId}\n{run.Generation}\n{_nextGuid++}");
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }

    /// <summary>The history holds this step: the code must have asked for the same.</summary>
    public void Confirm(StepEvent recorded)
    {
        StepEvent? asked = _asked.GetValueOrDefault(recorded.Id);
        if (asked is null || !StepText.IsSame(asked, recorded))
        {
            throw new NonDeterministicOrchestrationException(StepText.Difference(recorded.Id, recorded, asked));
        }

        _asked.Remove(recorded.Id);
    }

    /// <summary>An episode of the history is over: the code must not have asked for more than it holds.</summary>
    public void ConfirmNothingAsked()
    {
        if (_asked.Count > 0)
        {
            StepEvent first = _asked.Values.First();
            throw new NonDeterministicOrchestrationException(StepText.Difference(first.Id, null, first));
        }
    }

    public void End(StepEnd end)
    {
        if (!_open.TryGetValue(end.Id, out OpenStep? step))
        {
            throw new NonDeterministicOrchestrationException(StepText.Difference(end.Id, end, null));
        }

        step.End(end);
    }

    private Task<T> Ask<T>(StepEvent asked, string name, CancellationToken cancellation = default)
    {
        var step = new OpenStep<T>(asked, name);
        _asked.Add(asked.Id, asked);
        _open.Add(asked.Id, step);
        cancellation.Register(step.Cancel);
        return step.Task;
    }
}
