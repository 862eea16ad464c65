using System.Threading.Channels;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PerfFunctions.App.CodeHosts;

namespace PerfFunctions.App.Runs.Starting;

/// <summary>
/// Takes deliveries: storing one row answers them, because a code host gives up after some seconds, and starting a run takes some
/// ten calls to storage beside all that the runs before it do. The rows are worked on behind the answers, a few at once; what a
/// process leaves behind when it ends, the next round of the timer finds.
/// </summary>
public sealed partial class DeliveryInbox(InboxStore store, ClaimStore claims, RunStarter starter, TimeProvider time, ILogger<DeliveryInbox> log)
{
    // More at once would be quicker to start runs and slower to answer: both wait for the same storage.
    private const int AtOnce = 2;

    // What does not fit is found by the timer.
    private const int MaxWaiting = 10_000;

    /// <summary>A row that is older has been left behind by the process that stored it.</summary>
    public static readonly TimeSpan LeftBehind = TimeSpan.FromMinutes(1);

    private readonly Channel<(DurableTaskClient Durable, InboxItem Item)> _waiting =
        Channel.CreateBounded<(DurableTaskClient, InboxItem)>(MaxWaiting);

    private readonly Lock _starting = new();
    private Task? _work;
    private int _unfinished;

    /// <summary>Takes what asks for a run.</summary>
    /// <returns>Id of the run, of that of the first delivery where this one comes again.</returns>
    public Task<string> TakeAsync(DurableTaskClient durable, RunStart start, RunClaim claim, CancellationToken cancellationToken) =>
        TakeAsync(durable, new InboxItem(starter.NewId(), claim) { Start = start }, cancellationToken);

    /// <summary>Takes a person's command.</summary>
    public Task TakeAsync(DurableTaskClient durable, PullRequestCommand command, RunClaim claim, CancellationToken cancellationToken) =>
        TakeAsync(durable, new InboxItem(starter.NewId(), claim) { Command = command }, cancellationToken);

    /// <summary>Works on what was left behind.</summary>
    public async Task StartWaitingAsync(DurableTaskClient durable, CancellationToken cancellationToken)
    {
        await foreach (InboxItem item in store.StoredBeforeAsync(time.GetUtcNow() - LeftBehind, cancellationToken))
        {
            await WorkAsync(durable, item, cancellationToken);
        }
    }

    /// <summary>Whether all that this process has taken was worked on.</summary>
    public bool IsIdle => Volatile.Read(ref _unfinished) == 0;

    private async Task<string> TakeAsync(DurableTaskClient durable, InboxItem item, CancellationToken cancellationToken)
    {
        if (await claims.FindAsync(item.Claim.Source, item.Claim.Key, cancellationToken) is { } earlier)
        {
            return earlier;
        }

        if (await store.AddAsync(item, cancellationToken) is not { } runId)
        {
            return await claims.FindAsync(item.Claim.Source, item.Claim.Key, cancellationToken) ?? item.RunId;
        }

        if (runId == item.RunId)
        {
            Work(durable, item);
        }

        return runId;
    }

    private void Work(DurableTaskClient durable, InboxItem item)
    {
        lock (_starting)
        {
            _work ??= Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(WorkAsync)));
        }

        Interlocked.Increment(ref _unfinished);
        if (!_waiting.Writer.TryWrite((durable, item)))
        {
            Interlocked.Decrement(ref _unfinished);
        }
    }

    private async Task WorkAsync()
    {
        await foreach ((DurableTaskClient durable, InboxItem item) in _waiting.Reader.ReadAllAsync())
        {
            await WorkAsync(durable, item, CancellationToken.None);
            Interlocked.Decrement(ref _unfinished);
        }
    }

    // Each step can be repeated: a row that is worked on twice starts one run.
    private async Task WorkAsync(DurableTaskClient durable, InboxItem item, CancellationToken cancellationToken)
    {
        try
        {
            if (item.Command is { } command)
            {
                await starter.AskAsync(durable, command with { RunId = item.RunId }, item.Claim, cancellationToken);
            }
            else
            {
                await starter.StartAsync(durable, item.Start! with { Id = item.RunId, Claim = item.Claim }, cancellationToken);
            }

            await store.DeleteAsync(item, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(log, e, item.Claim.Key);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Delivery} could not be worked on; it is tried again in a minute.")]
    private static partial void LogFailed(ILogger logger, Exception problem, string delivery);
}
