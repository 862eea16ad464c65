using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Data.Tables;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Trends;

namespace PerfFunctions.App.Storage;

/// <summary>Reads tables of runs by plan, conditions and time, no more rows than are wanted.</summary>
internal static class ConditionRows
{
    private const int MaxPage = 1000;
    private const int NewestPage = 100;
    private const string Column = "Conditions";

    /// <summary>The rows of a plan under some conditions, newest first.</summary>
    /// <param name="table">Baselines or trends.</param>
    /// <param name="plan">Plan name.</param>
    /// <param name="conditionsKey">Short name of the conditions.</param>
    /// <param name="before">Only runs older than this one; null for all.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static IAsyncEnumerable<TableEntity> UnderAsync(
        TableClient table, string plan, string conditionsKey, string? before, int most, CancellationToken cancellationToken)
    {
        string after = before is null ? TableKeys.ConditionsFrom(conditionsKey) : TableKeys.RunUnder(conditionsKey, before);
        string end = TableKeys.ConditionsEnd(conditionsKey);
        return table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {plan} and RowKey gt {after} and RowKey lt {end}"), Math.Min(most, MaxPage),
            cancellationToken: cancellationToken).Take(most);
    }

    /// <summary>The newest row under each of a plan's conditions, in no order.</summary>
    /// <param name="table">Baselines or trends.</param>
    /// <param name="plan">Plan name.</param>
    /// <param name="columns">What is read of each row, beside its keys.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async IAsyncEnumerable<TableEntity> NewestAsync(
        TableClient table, string plan, string[] columns, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string from = "";
        while (await PageAsync(table, plan, from, columns, cancellationToken) is { Count: > 0 } page)
        {
            foreach (TableEntity row in page.DistinctBy(row => TableKeys.ConditionsOf(row.RowKey)))
            {
                yield return row;
            }

            // The last conditions' newest run is in this page, however many rows they have.
            from = TableKeys.ConditionsEnd(TableKeys.ConditionsOf(page[^1].RowKey));
        }
    }

    /// <summary>What the run of a row was measured under; null when it was never judged.</summary>
    public static RunConditions? ConditionsOf(TableEntity row) =>
        row.GetString(Column) is { } json ? JsonSerializer.Deserialize<RunConditions>(json, PerfJson.Options) : null;

    /// <summary>Says in a row what its run was measured under; null when it was not measured.</summary>
    public static void SetConditions(TableEntity row, RunConditions? conditions) =>
        row[Column] = conditions is null ? null : JsonSerializer.Serialize(conditions, PerfJson.Options);

    private static async Task<IReadOnlyList<TableEntity>> PageAsync(
        TableClient table, string plan, string from, string[] columns, CancellationToken cancellationToken) =>
        await table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {plan} and RowKey ge {from}"), NewestPage,
            ["PartitionKey", "RowKey", Column, .. columns], cancellationToken)
            .Take(NewestPage).ToListAsync(cancellationToken);
}
