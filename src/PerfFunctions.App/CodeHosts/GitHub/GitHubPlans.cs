using System.Text;
using Octokit;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;

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
        IReadOnlyList<RepositoryContent> files = await clients.CallAsync(
            of, $"list {folder}", client => GitHubFiles.ListAsync(client, of, folder), cancellationToken);
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

    /// <inheritdoc />
    public Task<PlanFile?> FindFileAsync(PullRequestContext of, string path, CancellationToken cancellationToken)
    {
        string whole = PlanFilePath.Beside(of.PlanPath ?? options.PlanPath, path);
        return clients.CallAsync(of, $"read {whole}", client => GitHubFiles.FindAsync(client, of, whole, path), cancellationToken);
    }

    private static string Folder(string path) => path[..^Path.GetExtension(path).Length];

    private Task<byte[]?> ReadAsync(PullRequestContext of, CancellationToken cancellationToken)
    {
        string path = of.PlanPath ?? options.PlanPath;
        return clients.CallAsync(of, $"read {path}", client => GitHubFiles.ReadAsync(client, of, path), cancellationToken);
    }
}
