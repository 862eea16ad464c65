using System.Text.Json;
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
            f => storage.Blobs.SaveAsync(ContentName(folder, f), BinaryData.FromBytes(f.Content!), cancellationToken)));
        await storage.Blobs.SaveAsync(ListName(folder), BinaryData.FromObjectAsJson(files.All, PerfJson.Options), cancellationToken);
    }

    /// <summary>The files; null when there are none.</summary>
    /// <param name="folder">Where they are.</param>
    /// <param name="isLoaded">Whose contents are loaded.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<PlanFiles?> FindAsync(string folder, Func<PlanFile, bool> isLoaded, CancellationToken cancellationToken)
    {
        if (await storage.Blobs.FindAsync(ListName(folder), cancellationToken) is not { } list)
        {
            return null;
        }

        PlanFile[] files = JsonSerializer.Deserialize<PlanFile[]>(list, PerfJson.Options)!;
        return new PlanFiles(await Task.WhenAll(files.Select(
            f => f.Problem is null && isLoaded(f) ? LoadAsync(folder, f, cancellationToken) : Task.FromResult(f))));
    }

    private async Task<PlanFile> LoadAsync(string folder, PlanFile file, CancellationToken cancellationToken) =>
        await storage.Blobs.FindAsync(ContentName(folder, file), cancellationToken) is { } content
            ? file with { Content = content.ToArray() }
            : throw new InvalidOperationException($"The content of the file '{file.Path}' is not in storage below {folder}.");

    private static string ListName(string folder) => $"{folder}/files.json";

    // By what it is: a path from outside never becomes the name of a blob.
    private static string ContentName(string folder, PlanFile file) => $"{folder}/files/{file.Hash}";
}
