using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs.Models;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Plans.Files;

namespace PerfFunctions.App.Plans;

/// <summary>
/// Keeps stored plans as text with their files, below <c>plans/{name}/{version}/</c>. A version never changes, so a reader has a
/// text and the files that belong to it.
/// </summary>
public sealed class StoredPlanBlobs(ResultStorage storage, PlanFileBlobs files)
{
    /// <summary>The version that a plan is: the same for the same text and files.</summary>
    public static string VersionOf(PlanSource plan)
    {
        IEnumerable<string> parts = plan.Files.All
            .OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => $"{f.Path}\0{f.Hash}\0").Append(plan.Text);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(parts))))[..16];
    }

    /// <summary>Keeps a version.</summary>
    public async Task SaveAsync(string name, string version, PlanSource plan, CancellationToken cancellationToken)
    {
        if (plan.Files.All.Count > 0)
        {
            await files.SaveAsync(Folder(name, version), plan.Files, cancellationToken);
        }

        await storage.Blobs.SaveAsync(TextName(name, version), BinaryData.FromString(plan.Text), cancellationToken);
    }

    /// <summary>The text of a version.</summary>
    /// <exception cref="Azure.RequestFailedException">It is not there (any more).</exception>
    public async Task<string> ReadTextAsync(string name, string version, CancellationToken cancellationToken)
    {
        BlobDownloadResult text = await storage.Blobs
            .GetBlobClient(TextName(name, version)).DownloadContentAsync(cancellationToken);
        return text.Content.ToString();
    }

    /// <summary>A version with its files.</summary>
    /// <exception cref="Azure.RequestFailedException">It is not there (any more).</exception>
    public async Task<PlanSource> ReadAsync(string name, string version, CancellationToken cancellationToken)
    {
        string text = await ReadTextAsync(name, version, cancellationToken);
        return new PlanSource(text, await ReadFilesAsync(name, version, _ => true, cancellationToken));
    }

    /// <summary>The files of a version.</summary>
    /// <param name="name">Plan name.</param>
    /// <param name="version">The version.</param>
    /// <param name="isLoaded">Whose contents are loaded.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<PlanFiles> ReadFilesAsync(
        string name, string version, Func<PlanFile, bool> isLoaded, CancellationToken cancellationToken) =>
        await files.FindAsync(Folder(name, version), isLoaded, cancellationToken) ?? PlanFiles.None;

    /// <summary>Forgets all versions but one.</summary>
    /// <param name="name">Plan name.</param>
    /// <param name="kept">The version that stays; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task DeleteAsync(string name, string? kept, CancellationToken cancellationToken) =>
        storage.Blobs.DeleteBelowAsync($"plans/{name}/", kept is null ? null : Folder(name, kept) + "/", cancellationToken);

    private static string Folder(string name, string version) => $"plans/{name}/{version}";

    private static string TextName(string name, string version) => $"{Folder(name, version)}/plan.yml";
}
