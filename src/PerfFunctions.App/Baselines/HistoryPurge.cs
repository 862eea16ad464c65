using Azure.Data.Tables;
using PerfFunctions.App.Storage;

namespace PerfFunctions.App.Baselines;

/// <summary>Forgets rows of plans' histories that are older than their retention.</summary>
public sealed class HistoryPurge(ResultStorage storage)
{
    /// <summary>
    /// Forgets old verdicts, trends and baselines. The baseline under the conditions that a plan was last accepted under stays,
    /// however old: a quiet main branch is still what pull requests are compared with.
    /// </summary>
    /// <returns>The runs that are still compared with, whose measurements must stay.</returns>
    public async Task<IReadOnlySet<string>> RunAsync(DateTimeOffset limit, CancellationToken cancellationToken)
    {
        string oldest = TableKeys.OlderThan(limit);
        await TablePurge.WhereAsync(storage.Verdicts, TableClient.CreateQueryFilter($"RowKey gt {oldest}"), cancellationToken);
        List<TableEntity> delivered = await AllAsync(storage.Deliveries, cancellationToken);
        await TablePurge.RowsAsync(storage.Deliveries, delivered.Where(r => r.Timestamp < limit), cancellationToken);

        List<TableEntity> trends = await AllAsync(storage.Trends, cancellationToken, ["PartitionKey", "RowKey"]);
        await TablePurge.RowsAsync(storage.Trends, trends.Where(r => TableKeys.IsTrendOlder(r.RowKey, oldest)),
            cancellationToken);

        HashSet<string> kept = [];
        foreach (IGrouping<(string Plan, string? Repository), TableEntity> plan in (await AllAsync(storage.Baselines, cancellationToken)).GroupBy(r => (r.PartitionKey, BaselineStore.Read(r)?.Conditions?.Repository)))
        {
            BaselineRun[] runs = [.. plan.Select(BaselineStore.Read).OfType<BaselineRun>().OrderByDescending(r => r.RunId, StringComparer.Ordinal)];
            kept.UnionWith(
                runs.Select(r => r.RunId).Where(id => TableKeys.IsRunId(id) && string.CompareOrdinal(TableKeys.NewestFirst(id), oldest) <= 0));
            kept.UnionWith(runs.Length == 0 ? [] : BaselineStore.PoolOf(runs.Where(r => r.ConditionsKey == runs[0].ConditionsKey), except: null).Select(r => r.RunId));
            await TablePurge.RowsAsync(storage.Baselines, plan.Where(r => !kept.Contains(r.GetString("RunId"))),
                cancellationToken);
        }

        return kept;
    }

    private static async Task<List<TableEntity>> AllAsync(TableClient table, CancellationToken cancellationToken, string[]? columns = null) =>
        await table.QueryAsync<TableEntity>(default(string), null, columns, cancellationToken).ToListAsync(cancellationToken);
}
