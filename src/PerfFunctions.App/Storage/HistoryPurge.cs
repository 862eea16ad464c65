using Azure.Data.Tables;

namespace PerfFunctions.App.Storage;

/// <summary>Forgets rows of plans' histories that are older than their retention.</summary>
public sealed class HistoryPurge(ResultStorage storage)
{
    /// <summary>
    /// Forgets old verdicts, trends and baselines. The baseline under the conditions that a plan was last accepted under stays,
    /// however old: a quiet main branch is still what pull requests are compared with.
    /// </summary>
    /// <returns>The runs that are still compared with, whose measurements must stay.</returns>
    public async Task<IReadOnlySet<string>> RunAsync(DateTimeOffset limit, CancellationToken cancellation)
    {
        string oldest = TableKeys.OlderThan(limit);
        List<TableEntity> verdicts = await RowsAsync(storage.Verdicts, TableClient.CreateQueryFilter($"RowKey gt {oldest}"), cancellation);
        await DeleteAsync(storage.Verdicts, verdicts, cancellation);
        List<TableEntity> delivered = await RowsAsync(storage.Deliveries, null, cancellation);
        await DeleteAsync(storage.Deliveries, delivered.Where(r => r.Timestamp < limit), cancellation);

        List<TableEntity> trends = await RowsAsync(storage.Trends, null, cancellation, ["PartitionKey", "RowKey"]);
        await DeleteAsync(storage.Trends, trends.Where(r => TableKeys.IsTrendOlder(r.RowKey, oldest)), cancellation);

        HashSet<string> kept = [];
        foreach (IGrouping<(string Plan, string? Repository), TableEntity> plan in (await RowsAsync(storage.Baselines, null, cancellation)).GroupBy(r => (r.PartitionKey, VerdictStore.Read(r)?.Conditions?.Repository)))
        {
            BaselineRun[] runs = [.. plan.Select(VerdictStore.Read).OfType<BaselineRun>().OrderByDescending(r => r.RunId, StringComparer.Ordinal)];
            kept.UnionWith(runs.Select(r => r.RunId).Where(id => TableKeys.IsRunId(id) && string.CompareOrdinal(TableKeys.NewestFirst(id), oldest) <= 0));
            kept.UnionWith(runs.Length == 0 ? [] : VerdictStore.PoolOf(runs, runs[0].ConditionsKey, except: null).Select(r => r.RunId));
            await DeleteAsync(storage.Baselines, plan.Where(r => !kept.Contains(r.GetString("RunId"))), cancellation);
        }

        return kept;
    }

    private static async Task<List<TableEntity>> RowsAsync(
        TableClient table, string? filter, CancellationToken cancellation, string[]? columns = null) =>
        await table.QueryAsync<TableEntity>(filter, null, columns, cancellation).ToListAsync(cancellation);

    private static async Task DeleteAsync(TableClient table, IEnumerable<TableEntity> rows, CancellationToken cancellation)
    {
        foreach (TableEntity row in rows)
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellation);
        }
    }
}
