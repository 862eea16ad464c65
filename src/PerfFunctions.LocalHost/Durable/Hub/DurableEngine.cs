using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PerfFunctions.LocalHost.Durable.Execution;
using PerfFunctions.LocalHost.Durable.History;
using PerfFunctions.LocalHost.Durable.Storage;
using PerfFunctions.LocalHost.Hosting;

namespace PerfFunctions.LocalHost.Durable.Hub;

/// <summary>The orchestrations under way in this process, which are all of the hub.</summary>
internal sealed class DurableEngine(
    HistoryStore history,
    InstanceStore instances,
    PayloadStore payloads,
    ActivityRunner activities,
    OrchestratorRunner orchestrators,
    IIdSource ids,
    TimeProvider time,
    ILogger<DurableEngine> logger) : IDisposable
{
    private static readonly TimeSpan ActivityPatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LoopPatience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, InstanceRunner> _open = [];
    private readonly ConcurrentDictionary<string, Task> _loops = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly KeyedLock _locks = new();
    private long _lastSequence;

    public HistoryStore History => history;

    public InstanceStore Instances => instances;

    public ActivityRunner Activities => activities;

    public OrchestratorRunner Orchestrators => orchestrators;

    public TimeProvider Time => time;

    public ILogger Logger => logger;

    public StorageRetry Retry => field ??= new(time, logger, _stopping.Token);

    /// <summary>Goes on with all that has not ended.</summary>
    /// <returns>How many that are.</returns>
    public async Task<int> StartAsync(CancellationToken cancellation)
    {
        await payloads.EnsureCreatedAsync(cancellation);
        await history.EnsureCreatedAsync(cancellation);
        await foreach (InstanceRow row in instances.ReadOpenAsync(cancellation))
        {
            _open[row.InstanceId] = new(this, row);
        }

        InstanceRunner[] known = [.. _open.Values];
        foreach ((string id, InstanceRunner runner) in _open)
        {
            Loop(id, runner);
        }

        return known.Length;
    }

    /// <summary>Cancels the activities, works in what has ended, and leaves the rest for the next start.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await activities.StopAsync(ActivityPatience, time);
        foreach (InstanceRunner runner in _open.Values)
        {
            runner.Close();
        }

        await Task.WhenAny(Task.WhenAll(_loops.Values), Task.Delay(LoopPatience, time));
    }

    public async Task<string> ScheduleAsync(
        string name, string? input, StartOrchestrationOptions? options, CancellationToken cancellation)
    {
        if (!orchestrators.Knows(name))
        {
            throw new ArgumentException($"There is no orchestrator '{name}'.", nameof(name));
        }

        string id = options?.InstanceId ?? ids.Next();
        using IDisposable held = await _locks.TakeAsync(id, cancellation);
        if (_open.ContainsKey(id))
        {
            throw new InvalidOperationException($"An orchestration with the id '{id}' is under way; end it first or take another id.");
        }

        await BeginAsync(NewRow(id, name, input) with { StartAt = options?.StartAt });
        return id;
    }

    /// <summary>Makes a message durable and hands it over.</summary>
    /// <returns>False if the orchestration is not under way.</returns>
    public async Task<bool> TrySendAsync(string instanceId, HistoryEvent happened, CancellationToken cancellation = default)
    {
        using IDisposable held = await _locks.TakeAsync(instanceId, cancellation);
        if (!_open.TryGetValue(instanceId, out InstanceRunner? runner))
        {
            return false;
        }

        long sequence = NextSequence();
        await history.AddToInboxAsync(instanceId, new(sequence, happened), cancellation);
        runner.Post(new(happened, sequence));
        return true;
    }

    /// <summary>An event raised by a client.</summary>
    public Task<bool> TryRaiseAsync(string instanceId, string name, string? payload, CancellationToken cancellation) =>
        TrySendAsync(instanceId, new EventRaised(name, payload, ids.Next()), cancellation);

    /// <summary>Begins the sub-orchestration of a call, or tells how it ended; one call never begins two.</summary>
    public async Task EnsureChildAsync(ParentLink parent, SubOrchestrationCreated call)
    {
        using (await _locks.TakeAsync(call.InstanceId, CancellationToken.None))
        {
            InstanceRow? row = await instances.ReadAsync(call.InstanceId, withPayloads: true, CancellationToken.None);
            if (row is not null && row.Parent == parent)
            {
                if (row.IsFinal)
                {
                    TellParent(row);
                }

                return;
            }

            if (!_open.ContainsKey(call.InstanceId))
            {
                await BeginAsync(NewRow(call.InstanceId, call.Name, call.Input) with { Parent = parent });
                return;
            }
        }

        var taken = new InvalidOperationException($"An orchestration with the id '{call.InstanceId}' is under way already.");
        TellParent(parent, new TaskFailed(parent.TaskId, TaskFailureDetails.FromException(taken)));
    }

    /// <summary>Makes the end of an orchestration known: to clients, to those who wait and to its parent.</summary>
    public async Task EndAsync(InstanceRow row)
    {
        using (await _locks.TakeAsync(row.InstanceId, CancellationToken.None))
        {
            await instances.WriteAsync(row, CancellationToken.None);
            _open.TryRemove(row.InstanceId, out _);
        }

        TellParent(row);
    }

    public async Task<InstanceRow> WaitAsync(
        string instanceId, Func<InstanceRunner, Task<InstanceRow>> until, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stopping.Token);
        if (_open.TryGetValue(instanceId, out InstanceRunner? runner))
        {
            return await until(runner).WaitAsync(either.Token);
        }

        return await instances.ReadAsync(instanceId, withPayloads: true, cancellation)
            ?? throw new InvalidOperationException($"There is no orchestration with the id '{instanceId}'.");
    }

    /// <summary>Deletes all of an orchestration that has ended.</summary>
    /// <returns>How many were deleted.</returns>
    public async Task<int> PurgeAsync(string instanceId, bool recursive, CancellationToken cancellation)
    {
        int children = 0;
        using (await _locks.TakeAsync(instanceId, cancellation))
        {
            if (_open.ContainsKey(instanceId) || await instances.ReadAsync(instanceId, withPayloads: false, cancellation) is null)
            {
                return 0;
            }

            await history.DeleteAllAsync(instanceId, cancellation);
            await instances.DeleteAsync(instanceId, cancellation);
        }

        if (recursive)
        {
            await foreach (InstanceRow child in instances.ReadChildrenAsync(instanceId, cancellation))
            {
                children += await PurgeAsync(child.InstanceId, recursive, cancellation);
            }
        }

        return 1 + children;
    }

    public void Dispose()
    {
        foreach (InstanceRunner runner in _open.Values)
        {
            runner.Dispose();
        }

        _stopping.Dispose();
        _locks.Dispose();
    }

    private InstanceRow NewRow(string id, string name, string? input)
    {
        DateTimeOffset now = time.GetUtcNow();
        return new() { InstanceId = id, Name = name, ExecutionId = ids.Next(), Input = input, CreatedAt = now, UpdatedAt = now };
    }

    // What is left of an earlier run goes first: its messages must not reach the new one.
    private async Task BeginAsync(InstanceRow row)
    {
        await history.DeleteAllAsync(row.InstanceId, CancellationToken.None);
        await instances.WriteAsync(row, CancellationToken.None);
        var runner = new InstanceRunner(this, row);
        _open[row.InstanceId] = runner;
        Loop(row.InstanceId, runner);
    }

    private void Loop(string id, InstanceRunner runner)
    {
        string key = $"{id}/{NextSequence()}";
        Task loop = Task.Run(() => GuardAsync(id, runner));
        _loops[key] = loop;
        loop.ContinueWith(_ => _loops.TryRemove(key, out Task? _), TaskScheduler.Default);
    }

    private async Task GuardAsync(string id, InstanceRunner runner)
    {
        try
        {
            using (runner)
            {
                await runner.RunAsync();
            }
        }
        // A fault of one orchestration is told and leaves the others alone; it goes on at the next start.
        catch (Exception problem)
        {
            logger.LoopFailed(problem, id);
        }
    }

    private void TellParent(InstanceRow row)
    {
        if (row.Parent is not { } parent)
        {
            return;
        }

        StepEnd end = row.Status switch
        {
            OrchestrationRuntimeStatus.Completed => new TaskCompleted(parent.TaskId, row.Output),
            OrchestrationRuntimeStatus.Failed => new TaskFailed(parent.TaskId, row.Failure!),
            _ => new TaskFailed(parent.TaskId, TaskFailureDetails.FromException(
                new OperationCanceledException($"The sub-orchestration '{row.InstanceId}' was terminated."))),
        };
        TellParent(parent, end);
    }

    private void TellParent(ParentLink parent, StepEnd end)
    {
        if (_open.TryGetValue(parent.InstanceId, out InstanceRunner? runner))
        {
            runner.Post(new(end, For: new RunIdentity(parent.InstanceId, parent.ExecutionId, parent.Generation)));
        }
    }

    /// <summary>Grows across restarts, since it follows the clock.</summary>
    private long NextSequence()
    {
        while (true)
        {
            long last = Interlocked.Read(ref _lastSequence);
            long next = Math.Max(last + 1, time.GetUtcNow().UtcTicks);
            if (Interlocked.CompareExchange(ref _lastSequence, next, last) == last)
            {
                return next;
            }
        }
    }
}
