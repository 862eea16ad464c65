using Azure.Data.Tables;

namespace PerfFunctions.App.Storage;

/// <summary>Deletes many rows.</summary>
internal static class TablePurge
{
    // The most actions of a transaction.
    private const int Together = 100;

    private static readonly string[] Keys = ["PartitionKey", "RowKey"];

    /// <summary>Deletes all rows of a partition.</summary>
    public static Task PartitionAsync(TableClient table, string partition, CancellationToken cancellationToken) =>
        WhereAsync(table, TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken);

    /// <summary>Deletes all rows that a filter takes.</summary>
    public static async Task WhereAsync(TableClient table, string filter, CancellationToken cancellationToken)
    {
        await foreach (Azure.Page<TableEntity> page in table.QueryAsync<TableEntity>(filter, 1000, Keys,
            cancellationToken).AsPages())
        {
            await RowsAsync(table, page.Values, cancellationToken);
        }
    }

    /// <summary>Deletes rows, in transactions. Rows that were deleted in the meantime are ignored.</summary>
    public static async Task RowsAsync(TableClient table, IEnumerable<TableEntity> rows, CancellationToken cancellationToken)
    {
        foreach (TableEntity[] some in rows.GroupBy(row => row.PartitionKey).SelectMany(partition => partition.Chunk(Together)))
        {
            try
            {
                await table.SubmitTransactionAsync(some.Select(Deletion), cancellationToken);
            }
            catch (TableTransactionFailedException e) when (e.Status == 404)
            {
                foreach (TableEntity row in some)
                {
                    await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
                }
            }
        }
    }

    private static TableTransactionAction Deletion(TableEntity row) => new(TableTransactionActionType.Delete, row, Azure.ETag.All);
}
