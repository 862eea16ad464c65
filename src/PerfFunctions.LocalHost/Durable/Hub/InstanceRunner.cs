using System.Threading.Channels;
using Microsoft.DurableTask.Client;
using PerfFunctions.LocalHost.Durable.Execution;
using PerfFunctions.LocalHost.Durable.History;
using PerfFunctions.LocalHost.Durable.Storage;
using PerfFunctions.LocalHost.Hosting;

namespace PerfFunctions.LocalHost.Durable.Hub;

/// <summary>
/// Carries one orchestration from where its history stands to its end: takes in what came, runs an episode, makes it
/// durable, and only then does what the code asked for. One loop, so its episodes never overlap.
/// </summary>
internal sealed class InstanceRunner : IDisposable
{
    private static readonly TimeSpan RowMayLag = TimeSpan.FromSeconds(1);

    private readonly DurableEngine _engine;
    private readonly Channel<Mail> _mail = Channel.CreateUnbounded<Mail>(new() { SingleReader = true });
    private readonly TaskCompletionSource<InstanceRow> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<InstanceRow> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimerBook _timers;
    private readonly HashSet<int> _underWay = [];
    private readonly List<Mail> _early = [];
    private readonly MailFilter _filter = new();
    private List<HistoryEvent> _past = [];
    private HistoryState _state;
    private InstanceRow _row;
    private ITimer? _startTimer;

    public InstanceRunner(DurableEngine engine, InstanceRow row)
    {
        _engine = engine;
        _row = row;
        _state = new(row.ExecutionId, 0, 0, 0, 0);
        _timers = new(engine.Time, fired => Post(new(fired, For: Run)));
    }

    /// <summary>Done once the first episode is durable.</summary>
    public Task<InstanceRow> Started => _started.Task;

    /// <summary>Done once the end is durable and to be seen.</summary>
    public Task<InstanceRow> Ended => _ended.Task;

    private RunIdentity Run => new(_row.InstanceId, _state.ExecutionId, _state.Generation);

    public void Post(Mail mail) => _mail.Writer.TryWrite(mail);

    /// <summary>Takes no more mail; the loop ends when it has worked in what it has.</summary>
    public void Close()
    {
        _timers.Dispose();
        _mail.Writer.TryComplete();
    }

    /// <summary>Loads what is kept and goes on with it until the end or until closed.</summary>
    public async Task RunAsync()
    {
        await TryAsync(LoadAsync);
        while (!_ended.Task.IsCompleted && await _mail.Reader.WaitToReadAsync())
        {
            List<Mail> taken = [];
            while (_mail.Reader.TryRead(out Mail? mail))
            {
                taken.Add(mail);
            }

            await TakeAsync(taken);
        }
    }

    public void Dispose()
    {
        Close();
        _startTimer?.Dispose();
    }

    private async Task LoadAsync()
    {
        HistorySnapshot kept = await _engine.History.LoadAsync(_row.InstanceId, _row.ExecutionId, CancellationToken.None);
        _state = kept.State;
        _past = [.. kept.Past];
        _filter.Begin(kept.Past);
        if (_past.LastOrDefault() is ExecutionEnd end)
        {
            await EndAsync(end);
            return;
        }

        if (_past.Count > 0)
        {
            _started.TrySetResult(_row);
            EpisodeResult replayed = await _engine.Orchestrators.RunAsync(Run, _row.Name, _past, []);
            if (replayed.End is not null)
            {
                await CommitAsync([], replayed, _state.InboxSeen);
            }

            await DispatchAsync(replayed);
        }
        else if (kept.Waiting.Count == 0)
        {
            PostStart();
        }

        // Mail that came while loading stands in the inbox too; the filter drops the second copy.
        IEnumerable<Mail> waiting = kept.Waiting.Select(happened => new Mail(happened));
        foreach (Mail mail in waiting.Concat(kept.Inbox.Select(message => new Mail(message.Event, message.Sequence))))
        {
            Post(mail);
        }
    }

    private void PostStart()
    {
        TimeSpan wait = (_row.StartAt ?? DateTimeOffset.MinValue) - _engine.Time.GetUtcNow();
        if (wait <= TimeSpan.Zero)
        {
            Post(new Mail(new ExecutionStarted(_row.Name, _row.Input, _row.Parent), For: Run));
            return;
        }

        // Timers count whole milliseconds and may come a moment early: then the rest is waited for.
        _startTimer?.Dispose();
        _startTimer = _engine.Time.CreateTimer(_ => PostStart(), null, TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }

    private async Task TakeAsync(List<Mail> taken)
    {
        if (!_filter.HasStarted)
        {
            taken = [.. _early, .. taken];
            _early.Clear();
            if (!MayBegin(taken))
            {
                _early.AddRange(taken);
                return;
            }
        }

        HistoryEvent[] fresh = [.. taken.Where(mail => _filter.Lets(mail, Run, _state.InboxSeen)).Select(mail => mail.Event)];
        if (fresh.Length == 0)
        {
            return;
        }

        fresh = [new EpisodeStarted(_engine.Time.GetUtcNow()), .. fresh];
        EpisodeResult result = await _engine.Orchestrators.RunAsync(Run, _row.Name, _past, fresh);
        await SendEventsAsync(result);
        await CommitAsync(fresh, result, Math.Max(_state.InboxSeen, taken.Max(mail => mail.InboxSequence) ?? 0));
        await TryAsync(() => _engine.History.RemoveFromInboxAsync(
            _row.InstanceId, taken.Select(mail => mail.InboxSequence).OfType<long>(), CancellationToken.None));
        await DispatchAsync(result);
    }

    /// <summary>
    /// Mail may overtake the start, or come before a delayed one: it is kept until then. Only an end does not wait.
    /// </summary>
    private bool MayBegin(List<Mail> taken)
    {
        int start = taken.FindIndex(mail => mail.Event is ExecutionStarted);
        if (start < 0 && !taken.Exists(mail => mail.Event is ExecutionTerminated))
        {
            return false;
        }

        Mail first = start < 0 ? new(new ExecutionStarted(_row.Name, _row.Input, _row.Parent)) : taken[start];
        taken.Remove(first);
        taken.Insert(0, first);
        return true;
    }

    private async Task CommitAsync(HistoryEvent[] fresh, EpisodeResult result, long seen)
    {
        if (result.NextGeneration is { } next)
        {
            await ContinueAsNewAsync(next, result, seen);
            return;
        }

        IEnumerable<HistoryEvent> happened = fresh.Where(one => one is not ExecutionTerminated).Concat(result.Asked);
        HistoryEvent[] added = [.. result.End is null ? happened : happened.Append(result.End)];
        HistoryState state = _state with { Count = _past.Count + added.Length, Waiting = 0, InboxSeen = seen };
        await TryAsync(() => _engine.History.CommitAsync(_row.InstanceId, state, _past.Count, added, CancellationToken.None));
        _past.AddRange(added);
        _state = state;
        if (result.End is not null)
        {
            await TryAsync(() => EndAsync(result.End, result.CustomStatus));
            return;
        }

        await ShowAsync(result.Suspended ? OrchestrationRuntimeStatus.Suspended : OrchestrationRuntimeStatus.Running, result.CustomStatus);
        _started.TrySetResult(_row);
    }

    /// <summary>The new generation's first events count from the moment the state row says so; the old rows then go.</summary>
    private async Task ContinueAsNewAsync(IReadOnlyList<HistoryEvent> next, EpisodeResult result, long seen)
    {
        HistoryState old = _state;
        var state = new HistoryState(old.ExecutionId, old.Generation + 1, 0, next.Count, seen);
        await TryAsync(() => _engine.History.CommitAsync(_row.InstanceId, state, 0, next, CancellationToken.None));
        _state = state;
        _past.Clear();
        _underWay.Clear();
        _timers.Keep([]);
        _filter.Begin([]);
        foreach (HistoryEvent happened in next)
        {
            Post(new(happened));
        }

        await ShowAsync(OrchestrationRuntimeStatus.Running, result.CustomStatus);
        _started.TrySetResult(_row);
        await TryAsync(() => _engine.History.DeleteGenerationAsync(
            _row.InstanceId, old.ExecutionId, old.Generation, CancellationToken.None));
    }

    private async Task ShowAsync(OrchestrationRuntimeStatus status, string? customStatus)
    {
        DateTimeOffset now = _engine.Time.GetUtcNow();
        if (_row.Status != status || _row.CustomStatus != customStatus || now - _row.UpdatedAt > RowMayLag)
        {
            InstanceRow row = _row with { Status = status, CustomStatus = customStatus, UpdatedAt = now };
            await TryAsync(() => _engine.Instances.WriteAsync(row, CancellationToken.None));
            _row = row;
        }
    }

    private async Task EndAsync(ExecutionEnd end, string? customStatus = null)
    {
        _timers.Keep([]);
        InstanceRow row = (_row with { CustomStatus = customStatus ?? _row.CustomStatus }).Ended(end, _engine.Time.GetUtcNow());
        if (end is ExecutionTerminated { Recursive: true } all)
        {
            await TerminateChildrenAsync(all);
        }

        await _engine.EndAsync(row);
        _row = row;
        if (row.Failure is not null)
        {
            _engine.Logger.OrchestrationFailed(row.InstanceId, row.Failure.ToString());
        }

        _started.TrySetResult(row);
        _ended.TrySetResult(row);
    }

    private async Task TerminateChildrenAsync(ExecutionTerminated end)
    {
        HashSet<int> done = [.. _past.OfType<StepEnd>().Select(happened => happened.Id)];
        foreach (SubOrchestrationCreated child in _past.OfType<SubOrchestrationCreated>().Where(child => !done.Contains(child.Id)))
        {
            await _engine.TrySendAsync(child.InstanceId, end);
        }
    }

    // Before the commit, so that none is lost; after a crash in between, the same message id tells the second copy.
    private async Task SendEventsAsync(EpisodeResult result)
    {
        foreach (EventSent sent in result.Asked.OfType<EventSent>())
        {
            string messageId = $"{_row.InstanceId}/{_state.ExecutionId}/{_state.Generation}/{sent.Id}";
            await TryAsync(async () =>
            {
                if (!await _engine.TrySendAsync(sent.InstanceId, new EventRaised(sent.Name, sent.Input, messageId)))
                {
                    _engine.Logger.EventDropped(sent.Name, sent.InstanceId);
                }
            });
        }
    }

    /// <summary>Does what the open steps ask for and is not under way: new ones, and all of them after a restart.</summary>
    private async Task DispatchAsync(EpisodeResult result)
    {
        if (result.End is not null || result.NextGeneration is not null)
        {
            return;
        }

        RunIdentity run = Run;
        _timers.Keep([.. result.Open.OfType<TimerCreated>()]);
        foreach (StepEvent step in result.Open.Where(step => _underWay.Add(step.Id)))
        {
            if (step is TaskScheduled activity)
            {
                _engine.Activities.Start(_row.InstanceId, activity, end => Post(new(end, For: run)));
            }
            else if (step is SubOrchestrationCreated child)
            {
                var link = new ParentLink(_row.InstanceId, _row.Name, run.ExecutionId, run.Generation, child.Id);
                await TryAsync(() => _engine.EnsureChildAsync(link, child));
            }
        }
    }

    private Task TryAsync(Func<Task> work) => _engine.Retry.RunAsync(_row.InstanceId, work);
}
