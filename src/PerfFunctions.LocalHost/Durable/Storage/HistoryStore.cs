using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using PerfFunctions.LocalHost.Durable.History;

namespace PerfFunctions.LocalHost.Durable.Storage;

/// <summary>The histories: one partition per instance with its state row, its events and its inbox.</summary>
internal sealed class HistoryStore(TableClient table, PayloadStore payloads)
{
    private const string Cell = "Event";
    private const int RowsPerTransaction = 99;
    private const int CharactersPerTransaction = 1_200_000;

    public Task EnsureCreatedAsync(CancellationToken cancellation) => table.CreateIfNotExistsAsync(cancellation);

    /// <summary>What is kept of this run; an empty history if nothing is, or only that of an earlier run.</summary>
    public async Task<HistorySnapshot> LoadAsync(string instanceId, string executionId, CancellationToken cancellation)
    {
        string partition = TableKey.Of(instanceId);
        NullableResponse<TableEntity> row =
            await table.GetEntityIfExistsAsync<TableEntity>(partition, TableKey.State, cancellationToken: cancellation);
        HistoryState state = row.HasValue ? ReadState(row.Value!) : new(executionId, 0, 0, 0, 0);
        if (state.ExecutionId != executionId)
        {
            state = new(executionId, 0, 0, 0, 0);
        }

        List<HistoryEvent> events = [];
        await foreach (TableEntity entity in Rows(partition, TableKey.HistoryPrefix(executionId, state.Generation), cancellation))
        {
            if (events.Count < state.Count + state.Waiting)
            {
                events.Add(await ReadEventAsync(entity, cancellation));
            }
        }

        List<InboxMessage> inbox = [];
        await foreach (TableEntity entity in Rows(partition, TableKey.InboxPrefix, cancellation))
        {
            long sequence = long.Parse(
                entity.RowKey[TableKey.InboxPrefix.Length..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (sequence > state.InboxSeen)
            {
                inbox.Add(new(sequence, await ReadEventAsync(entity, cancellation)));
            }
        }

        return new(state, events[..state.Count], events[state.Count..], inbox);
    }

    /// <summary>Appends events behind <paramref name="first"/> and makes them count, all or none.</summary>
    public async Task CommitAsync(
        string instanceId, HistoryState state, int first, IReadOnlyList<HistoryEvent> events, CancellationToken cancellation)
    {
        string partition = TableKey.Of(instanceId);
        List<TableTransactionAction> batch = [];
        int characters = 0;
        for (int i = 0; i < events.Count; i++)
        {
            TableEntity row = await ToRowAsync(
                partition, TableKey.History(state.ExecutionId, state.Generation, first + i), events[i], cancellation);
            int size = row.GetString(Cell).Length;
            if (batch.Count == RowsPerTransaction || characters + size > CharactersPerTransaction)
            {
                await table.SubmitTransactionAsync(batch, cancellation);
                batch.Clear();
                characters = 0;
            }

            batch.Add(new(TableTransactionActionType.UpsertReplace, row));
            characters += size;
        }

        batch.Add(new(TableTransactionActionType.UpsertReplace, WriteState(partition, state)));
        await table.SubmitTransactionAsync(batch, cancellation);
    }

    public async Task AddToInboxAsync(string instanceId, InboxMessage message, CancellationToken cancellation)
    {
        TableEntity row = await ToRowAsync(TableKey.Of(instanceId), TableKey.Inbox(message.Sequence), message.Event, cancellation);
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    public async Task RemoveFromInboxAsync(string instanceId, IEnumerable<long> sequences, CancellationToken cancellation)
    {
        foreach (long sequence in sequences)
        {
            await table.DeleteEntityAsync(TableKey.Of(instanceId), TableKey.Inbox(sequence), ETag.All, cancellation);
        }
    }

    /// <summary>Deletes the rows of a generation that no longer counts.</summary>
    public Task DeleteGenerationAsync(string instanceId, string executionId, int generation, CancellationToken cancellation) =>
        DeleteAsync(TableKey.Of(instanceId), TableKey.HistoryPrefix(executionId, generation), cancellation);

    /// <summary>Deletes all of an instance.</summary>
    public async Task DeleteAllAsync(string instanceId, CancellationToken cancellation)
    {
        await DeleteAsync(TableKey.Of(instanceId), null, cancellation);
        await payloads.DeleteAsync(TableKey.Of(instanceId) + "/", cancellation);
    }

    private static HistoryState ReadState(TableEntity row) => new(
        row.GetString(nameof(HistoryState.ExecutionId)),
        row.GetInt32(nameof(HistoryState.Generation))!.Value,
        row.GetInt32(nameof(HistoryState.Count))!.Value,
        row.GetInt32(nameof(HistoryState.Waiting))!.Value,
        row.GetInt64(nameof(HistoryState.InboxSeen))!.Value);

    private static TableEntity WriteState(string partition, HistoryState state) => new(partition, TableKey.State)
    {
        [nameof(HistoryState.ExecutionId)] = state.ExecutionId,
        [nameof(HistoryState.Generation)] = state.Generation,
        [nameof(HistoryState.Count)] = state.Count,
        [nameof(HistoryState.Waiting)] = state.Waiting,
        [nameof(HistoryState.InboxSeen)] = state.InboxSeen,
    };

    private async Task<TableEntity> ToRowAsync(string partition, string key, HistoryEvent happened, CancellationToken cancellation)
    {
        string json = JsonSerializer.Serialize(happened);
        return new(partition, key) { [Cell] = await payloads.ToCellAsync(json, $"{partition}/{key}", cancellation) };
    }

    private async Task<HistoryEvent> ReadEventAsync(TableEntity row, CancellationToken cancellation)
    {
        string? json = await payloads.FromCellAsync(row.GetString(Cell), cancellation);
        return JsonSerializer.Deserialize<HistoryEvent>(json!)!;
    }

    private AsyncPageable<TableEntity> Rows(string partition, string prefix, CancellationToken cancellation) =>
        table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {TableKey.After(prefix)}"),
            cancellationToken: cancellation);

    private async Task DeleteAsync(string partition, string? prefix, CancellationToken cancellation)
    {
        AsyncPageable<TableEntity> rows = prefix is null
            ? table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken: cancellation)
            : Rows(partition, prefix, cancellation);
        await foreach (Page<TableEntity> page in rows.AsPages(pageSizeHint: RowsPerTransaction))
        {
            if (page.Values.Count > 0)
            {
                await table.SubmitTransactionAsync(
                    page.Values.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)), cancellation);
            }

            foreach (TableEntity row in page.Values.Where(row => PayloadStore.IsBlob(row.GetString(Cell))))
            {
                await payloads.DeleteAsync($"{partition}/{row.RowKey}", cancellation);
            }
        }
    }
}
