using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace PerfFunctions.LocalHost.Durable.Storage;

/// <summary>Keeps texts that are too long for a table's cell as blobs; the cell then names the blob.</summary>
internal sealed class PayloadStore(BlobContainerClient container)
{
    /// <summary>Characters; a cell holds 32 Ki of them.</summary>
    public const int LongestCell = 30_000;

    private const string BlobMark = "blob:";
    private const string TextMark = "text:";

    public Task EnsureCreatedAsync(CancellationToken cancellation) => container.CreateIfNotExistsAsync(cancellationToken: cancellation);

    /// <summary>The cell for a text; a long one is written under the given name first.</summary>
    public async Task<string?> ToCellAsync(string? text, string blobName, CancellationToken cancellation)
    {
        if (text is null || text.Length <= LongestCell)
        {
            return text is null ? null : TextMark + text;
        }

        await container.GetBlobClient(blobName).UploadAsync(BinaryData.FromString(text), overwrite: true, cancellation);
        return BlobMark + blobName;
    }

    public async Task<string?> FromCellAsync(string? cell, CancellationToken cancellation)
    {
        if (cell is null || cell.StartsWith(TextMark, StringComparison.Ordinal))
        {
            return cell?[TextMark.Length..];
        }

        Response<BlobDownloadResult> blob = await container.GetBlobClient(cell[BlobMark.Length..]).DownloadContentAsync(cancellation);
        return blob.Value.Content.ToString();
    }

    public static bool IsBlob(string? cell) => cell?.StartsWith(BlobMark, StringComparison.Ordinal) == true;

    public async Task DeleteAsync(string prefix, CancellationToken cancellation)
    {
        await foreach (BlobItem blob in container.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellation))
        {
            await container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellation);
        }
    }
}
