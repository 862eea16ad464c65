using Azure;
using Azure.Data.Tables;

namespace PerfFunctions.App.Storage;

/// <summary>Deletes many rows.</summary>
internal static class TablePurge
{
    /// <summary>Deletes all rows of a partition, in transactions of 100.</summary>
    public static async Task PartitionAsync(TableClient table, string partition, CancellationToken cancellation)
    {
        AsyncPageable<TableEntity> rows = table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), 100, ["PartitionKey", "RowKey"], cancellation);
        await foreach (Page<TableEntity> page in rows.AsPages())
        {
            if (page.Values.Count > 0)
            {
                await table.SubmitTransactionAsync(
                    page.Values.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row)), cancellation);
            }
        }
    }
}
