using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Storage;

/// <summary>Keeps the files beside a plan, below a folder: a list of them, and a blob for each content.</summary>
public sealed class PlanFileBlobs(ResultStorage storage)
{
    /// <summary>Keeps files, the list last: where it is, all contents are.</summary>
    public async Task SaveAsync(string folder, PlanFiles files, CancellationToken cancellationToken)
    {
        IEnumerable<PlanFile> contents = files.All.Where(f => f.Content is not null).DistinctBy(f => f.Hash);
        await Task.WhenAll(contents.Select(
            f => UploadAsync(ContentName(folder, f), BinaryData.FromBytes(f.Content!), cancellationToken)));
        await UploadAsync(ListName(folder), BinaryData.FromObjectAsJson(files.All, PerfJson.Options), cancellationToken);
    }

    /// <summary>The files; null when there are none.</summary>
    /// <param name="folder">Where they are.</param>
    /// <param name="isLoaded">Whose contents are loaded.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<PlanFiles?> FindAsync(string folder, Func<PlanFile, bool> isLoaded, CancellationToken cancellationToken)
    {
        if (await DownloadAsync(ListName(folder), cancellationToken) is not { } list)
        {
            return null;
        }

        PlanFile[] files = JsonSerializer.Deserialize<PlanFile[]>(list, PerfJson.Options)!;
        return new PlanFiles(await Task.WhenAll(files.Select(
            f => f.Problem is null && isLoaded(f) ? LoadAsync(folder, f, cancellationToken) : Task.FromResult(f))));
    }

    private async Task<PlanFile> LoadAsync(string folder, PlanFile file, CancellationToken cancellationToken) =>
        await DownloadAsync(ContentName(folder, file), cancellationToken) is { } content
            ? file with { Content = content.ToArray() }
            : throw new InvalidOperationException($"The content of the file '{file.Path}' is not in storage below {folder}.");

    private static string ListName(string folder) => $"{folder}/files.json";

    // By what it is: a path from outside never becomes the name of a blob.
    private static string ContentName(string folder, PlanFile file) => $"{folder}/files/{file.Hash}";

    private async Task UploadAsync(string name, BinaryData data, CancellationToken cancellationToken) =>
        await storage.Blobs.GetBlobClient(name).UploadAsync(data, overwrite: true, cancellationToken);

    private async Task<BinaryData?> DownloadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            Response<BlobDownloadResult> download = await storage.Blobs.GetBlobClient(name).DownloadContentAsync(cancellationToken);
            return download.Value.Content;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }
}
