using System.Text;
using Octokit;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.CodeHosts.GitHub;

/// <summary>Plans on GitHub: <c>.github/perf.yml</c>, <c>.github/perf/*.yml</c>.</summary>
internal sealed class GitHubPlans(GitHubClients clients, GitHubOptions options) : IPlanFiles
{
    // A repository that has more is read no further: each plan is a run a push.
    private const int MaxPlans = 20;

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> ListAsync(PullRequestContext of, CancellationToken cancellationToken)
    {
        string folder = Folder(options.PlanPath);
        byte[]? single = await ReadAsync(of with { PlanPath = options.PlanPath }, cancellationToken);
        IReadOnlyList<RepositoryContent> files = await clients.CallAsync(of, $"list {folder}", client => ListAsync(client, of, folder), cancellationToken);
        IEnumerable<string> several = files
            .Where(f => f.Type.Value == ContentType.File && Path.GetExtension(f.Name) is ".yml" or ".yaml")
            .Select(f => f.Path).Order(StringComparer.Ordinal);
        return [.. (single is null ? several : several.Prepend(options.PlanPath)).Take(MaxPlans)];
    }

    /// <inheritdoc />
    public async Task<string?> FindAsync(PullRequestContext of, CancellationToken cancellationToken)
    {
        byte[]? plan = await ReadAsync(of, cancellationToken);

        // One byte more than is allowed is enough for the plan's parser to say that it is too large.
        return plan is null ? null : Encoding.UTF8.GetString(plan.AsSpan(0, Math.Min(plan.Length, PlanLimits.FileBytes + 1)));
    }

    private static string Folder(string path) => path[..^Path.GetExtension(path).Length];

    private Task<byte[]?> ReadAsync(PullRequestContext of, CancellationToken cancellationToken)
    {
        string path = of.PlanPath ?? options.PlanPath;
        return clients.CallAsync(of, $"read {path}", client => ReadAsync(client, of, path), cancellationToken);
    }

    private static async Task<byte[]?> ReadAsync(IGitHubClient client, PullRequestContext of, string path)
    {
        IRepositoryContentsClient contents = client.Repository.Content;
        try
        {
            byte[]? plan = of.BaseSha is { } sha
                ? await contents.GetRawContentByRef(of.Owner, of.Repository, path, sha)
                : await contents.GetRawContent(of.Owner, of.Repository, path);

            // The library gives null for an answer of a type that it does not take for raw: no file, but no missing one.
            return plan ?? throw new InvalidDataException($"{path} was not returned as a raw file.");
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    private static async Task<IReadOnlyList<RepositoryContent>> ListAsync(IGitHubClient client, PullRequestContext of, string folder)
    {
        IRepositoryContentsClient contents = client.Repository.Content;
        try
        {
            return of.BaseSha is { } sha
                ? await contents.GetAllContentsByRef(of.Owner, of.Repository, folder, sha)
                : await contents.GetAllContents(of.Owner, of.Repository, folder);
        }
        catch (NotFoundException)
        {
            return [];
        }
    }
}
