using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.App.Runs.Intervals;

/// <summary>Keeps a row a second, scenario, shard and slice. A row that comes again replaces the earlier one.</summary>
public sealed class IntervalStore(ResultStorage storage)
{
    // An entity group transaction takes at most 100 rows of one partition, and 4 MB.
    private const int MaxRows = 100;
    private const int MaxBytes = 3_000_000;

    private const int LastSecond = 999_999;

    private TableClient Table => storage.Intervals;

    /// <summary>
    /// Where the shards of one slice of a run write. Requests of one slice may end in the seconds of the next, so each has
    /// rows of its own.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="slice">The slice.</param>
    /// <param name="earlier">What an earlier attempt at the shard has written; null for none.</param>
    /// <param name="redacted">Takes the plan's secrets out; null for none.</param>
    public ShardIntervals SinkFor(string runId, int slice = 0, ShardProgress? earlier = null, RedactedLoad? redacted = null) =>
        new(this, runId, slice, earlier, redacted ?? new([]));

    /// <summary>All intervals of a run from one second up to, not including, another; in order of time.</summary>
    public async IAsyncEnumerable<LoadInterval> ReadAsync(
        string runId, int fromSecond, int beforeSecond, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<TableEntity> rows = [];
        await foreach (TableEntity row in Table.QueryAsync<TableEntity>(
            Between(runId, fromSecond, beforeSecond), cancellationToken: cancellationToken))
        {
            if (rows.Count > 0 && !IntervalRow.IsPart(row))
            {
                if (IntervalRow.Read(rows) is { } interval)
                {
                    yield return interval;
                }

                rows.Clear();
            }

            rows.Add(row);
        }

        if (rows.Count > 0 && IntervalRow.Read(rows) is { } last)
        {
            yield return last;
        }
    }

    /// <summary>All intervals of a run.</summary>
    public IAsyncEnumerable<LoadInterval> ReadAllAsync(string runId, CancellationToken cancellationToken) =>
        ReadAsync(runId, 0, LastSecond, cancellationToken);

    /// <summary>How far a shard has come with a slice; null when it has written nothing.</summary>
    public async Task<ShardProgress?> FindProgressAsync(LoadShard shard, CancellationToken cancellationToken)
    {
        int from = (int)shard.FromSeconds;
        int before = shard.ToSeconds is { } to ? (int)(to + (2 * GeneratorLimits.GracefulStop.TotalSeconds)) : LastSecond;
        string suffix = TableKeys.Interval(0, "", shard.Shard, shard.Slice)[TableKeys.IntervalFrom(0).Length..];
        ShardProgress? progress = null;
        await foreach (TableEntity row in Table.QueryAsync<TableEntity>(
            Between(shard.RunId, from, before), select: ["RowKey", "Scenario", IntervalRow.Written], cancellationToken: cancellationToken))
        {
            if (row.RowKey.EndsWith(suffix, StringComparison.Ordinal))
            {
                progress ??= new(0, []);
                progress.Written[row.GetString("Scenario")] = IntervalRow.WrittenOf(row);
                progress = progress with { Second = TableKeys.SecondOf(row.RowKey) };
            }
        }

        return progress;
    }

    /// <summary>Forgets a run's intervals.</summary>
    public Task DeleteAsync(string runId, CancellationToken cancellationToken) =>
        TablePurge.PartitionAsync(Table, runId, cancellationToken);

    private static string Between(string runId, int fromSecond, int beforeSecond) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {runId} and RowKey ge {TableKeys.IntervalFrom(fromSecond)} and RowKey lt {TableKeys.IntervalFrom(beforeSecond)}");

    /// <summary>Writes rows of one run, in as few transactions as they fit in.</summary>
    internal async Task WriteAsync(IEnumerable<TableEntity> rows, CancellationToken cancellationToken)
    {
        List<TableTransactionAction> part = [];
        int bytes = 0;
        foreach (TableEntity row in rows)
        {
            int size = IntervalRow.SizeOf(row);
            if (part.Count == MaxRows || (part.Count > 0 && bytes + size > MaxBytes))
            {
                await Table.SubmitTransactionAsync(part, cancellationToken);
                part.Clear();
                bytes = 0;
            }

            part.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, row));
            bytes += size;
        }

        if (part.Count > 0)
        {
            await Table.SubmitTransactionAsync(part, cancellationToken);
        }
    }
}
