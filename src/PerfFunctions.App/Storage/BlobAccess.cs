using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace PerfFunctions.App.Storage;

/// <summary>What every store of blobs does with them.</summary>
internal static class BlobAccess
{
    /// <summary>Keeps a blob, in the place of an earlier one.</summary>
    public static async Task SaveAsync(this BlobContainerClient blobs, string name, BinaryData data, CancellationToken cancellationToken) =>
        await blobs.GetBlobClient(name).UploadAsync(data, overwrite: true, cancellationToken);

    /// <summary>The content of a blob; null when there is none of this name.</summary>
    public static async Task<BinaryData?> FindAsync(this BlobContainerClient blobs, string name, CancellationToken cancellationToken)
    {
        try
        {
            Response<BlobDownloadResult> download = await blobs.GetBlobClient(name).DownloadContentAsync(cancellationToken);
            return download.Value.Content;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Deletes all blobs of a folder.</summary>
    /// <param name="blobs">Where they are.</param>
    /// <param name="folder">The folder, with the slash at its end.</param>
    /// <param name="except">A folder below it that stays, likewise; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task DeleteBelowAsync(
        this BlobContainerClient blobs, string folder, string? except, CancellationToken cancellationToken)
    {
        await foreach (BlobItem blob in blobs.GetBlobsAsync(BlobTraits.None, BlobStates.None, folder, cancellationToken))
        {
            if (except is null || !blob.Name.StartsWith(except, StringComparison.Ordinal))
            {
                await blobs.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
            }
        }
    }
}
