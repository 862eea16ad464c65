using Octokit;
using PerfFunctions.Engine.Plans.Files;

namespace PerfFunctions.App.CodeHosts.GitHub;

/// <summary>Reads files beside plans on GitHub.</summary>
internal static class GitHubFiles
{
    /// <summary>A file of a repository as a file beside a plan; null when there is none.</summary>
    /// <param name="client">Calls GitHub.</param>
    /// <param name="of">The repository and commit.</param>
    /// <param name="whole">Path in the repository.</param>
    /// <param name="path">Path from the plan's folder on.</param>
    public static async Task<PlanFile?> FindAsync(IGitHubClient client, PullRequestContext of, string whole, string path)
    {
        // Its folder says what it is and how large, which the file itself, behind a link, would not.
        string folder = Path.GetDirectoryName(whole)!.Replace('\\', '/');
        IReadOnlyList<RepositoryContent> listed = await ListAsync(client, of, folder);
        RepositoryContent? found = listed.FirstOrDefault(c => c.Path == whole);
        if (found is null || found.Type.Value is ContentType.Dir or ContentType.Submodule)
        {
            return null;
        }

        if (found.Type.Value != ContentType.File)
        {
            return PlanFile.Linked(path);
        }

        return found.Size > PlanFileLimits.FileBytes ? PlanFile.TooLarge(path, found.Size)
            : await ReadAsync(client, of, whole) is { } content ? PlanFile.Of(path, content)
            : null;
    }

    /// <summary>The content of a file; null when there is none.</summary>
    public static async Task<byte[]?> ReadAsync(IGitHubClient client, PullRequestContext of, string path)
    {
        IRepositoryContentsClient contents = client.Repository.Content;
        try
        {
            byte[]? file = of.BaseSha is { } sha
                ? await contents.GetRawContentByRef(of.Owner, of.Repository, path, sha)
                : await contents.GetRawContent(of.Owner, of.Repository, path);

            // The library gives null for an answer of a type that it does not take for raw: no file, but no missing one.
            return file ?? throw new InvalidDataException($"{path} was not returned as a raw file.");
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    /// <summary>What is in a folder, the repository's own for an empty path; nothing when there is none.</summary>
    public static async Task<IReadOnlyList<RepositoryContent>> ListAsync(IGitHubClient client, PullRequestContext of, string folder)
    {
        IRepositoryContentsClient contents = client.Repository.Content;
        try
        {
            return (folder, of.BaseSha) switch
            {
                ("", { } sha) => await contents.GetAllContentsByRef(of.Owner, of.Repository, sha),
                ("", null) => await contents.GetAllContents(of.Owner, of.Repository),
                (_, { } sha) => await contents.GetAllContentsByRef(of.Owner, of.Repository, folder, sha),
                _ => await contents.GetAllContents(of.Owner, of.Repository, folder),
            };
        }
        catch (NotFoundException)
        {
            return [];
        }
    }
}
