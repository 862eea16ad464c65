using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Data.Tables;
using PerfFunctions.Engine;
using PerfFunctions.Engine.Load;
using PerfFunctions.Engine.Measurements;

namespace PerfFunctions.App.Storage;

/// <summary>Keeps a row a second, scenario and shard. A row that comes again replaces the earlier one.</summary>
public sealed class IntervalStore(ResultStorage storage)
{
    // An entity group transaction takes at most 100 rows of one partition.
    private const int MostRows = 100;

    private TableClient Table => storage.Intervals;

    /// <summary>Where one run's shards write.</summary>
    public IIntervalSink SinkFor(string runId) => new Sink(this, runId);

    /// <summary>All intervals of a run from one second up to, not including, another; in order of time.</summary>
    public async IAsyncEnumerable<LoadInterval> ReadAsync(
        string runId, int fromSecond, int beforeSecond, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {runId} and RowKey ge {TableKeys.IntervalFrom(fromSecond)} and RowKey lt {TableKeys.IntervalFrom(beforeSecond)}");
        await foreach (TableEntity row in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            yield return Read(row);
        }
    }

    /// <summary>All intervals of a run.</summary>
    public IAsyncEnumerable<LoadInterval> ReadAllAsync(string runId, CancellationToken cancellation) =>
        ReadAsync(runId, 0, 999_999, cancellation);

    /// <summary>Forgets a run's intervals.</summary>
    public Task DeleteAsync(string runId, CancellationToken cancellation) =>
        TablePurge.PartitionAsync(Table, runId, cancellation);

    private async Task WriteAsync(string runId, IReadOnlyList<LoadInterval> intervals, CancellationToken cancellation)
    {
        foreach (LoadInterval[] part in intervals.Chunk(MostRows))
        {
            await Table.SubmitTransactionAsync(
                part.Select(i => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Write(runId, i))), cancellation);
        }
    }

    private static TableEntity Write(string runId, LoadInterval interval) =>
        new(runId, TableKeys.Interval(interval.Second, interval.Scenario, interval.Shard))
        {
            ["Scenario"] = interval.Scenario,
            ["Shard"] = interval.Shard,
            ["Second"] = interval.Second,
            ["Counts"] = JsonSerializer.Serialize(interval.Counts, PerfJson.Options),
            ["Errors"] = JsonSerializer.Serialize(interval.Errors, PerfJson.Options),
            ["Service"] = interval.Service,
            ["Response"] = interval.Response,
        };

    private static LoadInterval Read(TableEntity row) => new()
    {
        Scenario = row.GetString("Scenario"),
        Shard = row.GetInt32("Shard")!.Value,
        Second = row.GetInt32("Second")!.Value,
        Counts = JsonSerializer.Deserialize<IntervalCounts>(row.GetString("Counts"), PerfJson.Options),
        Errors = JsonSerializer.Deserialize<Dictionary<string, long>>(row.GetString("Errors"), PerfJson.Options)!,
        Service = row.GetBinary("Service") ?? [],
        Response = row.GetBinary("Response") ?? [],
    };

    private sealed class Sink(IntervalStore store, string runId) : IIntervalSink
    {
        public Task WriteAsync(IReadOnlyList<LoadInterval> intervals, CancellationToken cancellation) =>
            store.WriteAsync(runId, intervals, cancellation);
    }
}
