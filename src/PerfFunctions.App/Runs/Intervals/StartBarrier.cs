using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using PerfFunctions.App.Options;
using PerfFunctions.App.Storage;

namespace PerfFunctions.App.Runs.Intervals;

/// <summary>
/// Makes all shards of a run start at one instant. Each puts down a row when it is ready; shard 0 counts them and, once it sees
/// all, puts down the go row, which only one can. At the end of the wait whoever is there does. A shard that comes later finds
/// the row.
/// </summary>
public sealed class StartBarrier(ResultStorage storage, RunStore runs, IOptions<RunOptions> options, TimeProvider time)
{
    private const string StorageMs = "StorageMs";
    private const string Instance = "Instance";

    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(100);

    // The shards of a run ask 500 times a second together, however many they are. A partition of an account answers four times as
    // much; an emulator, which has other work besides, does not.
    private static readonly TimeSpan PollOfShard = TimeSpan.FromMilliseconds(2);

    // What a storage request may take longer than the ones before it.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(50);

    /// <summary>Says that a shard is ready and waits for the agreed start, which may lie in the past for one that came late.</summary>
    public async Task<DateTimeOffset> ArriveAsync(string runId, int shard, int shards, CancellationToken cancellationToken)
    {
        TimeSpan poll = shards * PollOfShard > ShortestPoll ? shards * PollOfShard : ShortestPoll;
        TimeSpan storageTime = await ReadyAsync(runId, shard, cancellationToken);
        DateTimeOffset deadline = time.GetUtcNow() + TimeSpan.FromSeconds(options.Value.BarrierSeconds);
        while (true)
        {
            if (await FindGoAsync(runId, cancellationToken) is { } goAt)
            {
                // One shard copies it to the run, where the live view reads it.
                await (shard == 0 ? runs.SetGoAtAsync(runId, goAt, cancellationToken) : Task.CompletedTask);
                return goAt;
            }

            IReadOnlyList<TimeSpan> ready = shard == 0 || time.GetUtcNow() >= deadline ? await ReadReadyAsync(runId, cancellationToken) : [];
            if (ready.Count >= shards || time.GetUtcNow() >= deadline)
            {
                await ProposeGoAsync(runId, NoticeOf(poll, [storageTime, .. ready], shards), cancellationToken);
                continue;
            }

            await Task.Delay(poll, time, cancellationToken);
        }
    }

    // Long enough for every shard to see the go row before the instant that it names: writing and reading it, as slow as any
    // shard's storage was, and for those that do not write it a poll.
    private static TimeSpan NoticeOf(TimeSpan poll, IEnumerable<TimeSpan> storageTimes, int shards) =>
        (shards > 1 ? poll : TimeSpan.Zero) + (2 * storageTimes.Max()) + Margin;

    // Puts down what storage took, too: the second request, as the first may have opened the connection.
    private async Task<TimeSpan> ReadyAsync(string runId, int shard, CancellationToken cancellationToken)
    {
        await FindGoAsync(runId, cancellationToken);
        long start = time.GetTimestamp();
        await FindGoAsync(runId, cancellationToken);
        TimeSpan took = time.GetElapsedTime(start);
        var row = new TableEntity(runId, TableKeys.Ready(shard)) { [StorageMs] = took.TotalMilliseconds, [Instance] = Environment.MachineName };
        await storage.Runs.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        return took;
    }

    /// <summary>The agreed start; null before there is one.</summary>
    public async Task<DateTimeOffset?> FindGoAsync(string runId, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> go = await storage.Runs.GetEntityIfExistsAsync<TableEntity>(
            runId, TableKeys.Go, cancellationToken: cancellationToken);
        return go.HasValue ? DateTimeOffset.Parse(go.Value!.GetString("GoAt"), CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Says on which machine a shard goes on, in a slice after the first.</summary>
    public Task MoveAsync(string runId, int shard, CancellationToken cancellationToken) => storage.Runs.UpsertEntityAsync(
        new TableEntity(runId, TableKeys.Ready(shard)) { [Instance] = Environment.MachineName }, TableUpdateMode.Merge, cancellationToken);

    /// <summary>The machines of a run's shards, those that are ready.</summary>
    public async Task<IReadOnlyDictionary<int, string>> ReadInstancesAsync(string runId, CancellationToken cancellationToken)
    {
        Dictionary<int, string> instances = [];
        await foreach (TableEntity row in ReadyRows(runId, ["RowKey", Instance], cancellationToken))
        {
            if (row.GetString(Instance) is { } instance)
            {
                instances[TableKeys.ShardOfReady(row.RowKey)] = instance;
            }
        }

        return instances;
    }

    /// <summary>Forgets a run's barrier.</summary>
    public Task DeleteAsync(string runId, CancellationToken cancellationToken) =>
        TablePurge.PartitionAsync(storage.Runs, runId, cancellationToken);

    // What storage took for each shard that is ready.
    private async Task<IReadOnlyList<TimeSpan>> ReadReadyAsync(string runId, CancellationToken cancellationToken) =>
        await ReadyRows(runId, [StorageMs], cancellationToken)
            .Select(row => TimeSpan.FromMilliseconds(row.GetDouble(StorageMs) ?? 0)).ToListAsync(cancellationToken);

    private IAsyncEnumerable<TableEntity> ReadyRows(string runId, IEnumerable<string> columns, CancellationToken cancellationToken) =>
        storage.Runs.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {runId} and RowKey ge {TableKeys.ReadyPrefix} and RowKey lt {TableKeys.ReadyEnd}"),
            select: columns, cancellationToken: cancellationToken);

    private async Task ProposeGoAsync(string runId, TimeSpan notice, CancellationToken cancellationToken)
    {
        DateTimeOffset goAt = time.GetUtcNow() + notice;
        try
        {
            await storage.Runs.AddEntityAsync(
                new TableEntity(runId, TableKeys.Go) { ["GoAt"] = goAt.ToString("O", CultureInfo.InvariantCulture) }, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // Another shard was first; its instant counts.
        }
    }
}
