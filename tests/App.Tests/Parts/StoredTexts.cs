using System.Text;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace PerfFunctions.App.Tests.Parts;

/// <summary>All that a storage account keeps.</summary>
internal static class StoredTexts
{
    /// <summary>Every column of all tables, and all blobs, those of the durable executor too.</summary>
    public static async IAsyncEnumerable<string> AllAsync(string storage)
    {
        var tables = new TableServiceClient(storage);
        await foreach (TableItem table in tables.QueryAsync())
        {
            await foreach (TableEntity row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>())
            {
                foreach (string column in row.Keys)
                {
                    yield return row[column] is byte[] bytes ? Encoding.Latin1.GetString(bytes) : row[column]?.ToString() ?? "";
                }
            }
        }

        var blobs = new BlobServiceClient(storage);
        await foreach (BlobContainerItem container in blobs.GetBlobContainersAsync())
        {
            BlobContainerClient client = blobs.GetBlobContainerClient(container.Name);
            await foreach (BlobItem blob in client.GetBlobsAsync())
            {
                yield return (await client.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToString();
            }
        }
    }
}
