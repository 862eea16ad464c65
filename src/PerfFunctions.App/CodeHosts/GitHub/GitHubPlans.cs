using System.Text;
using Octokit;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;

namespace PerfFunctions.App.CodeHosts.GitHub;

/// <summary>Plans on GitHub: <c>.github/perf.yml</c>, <c>.github/perf/*.yml</c>, and scripts beside these.</summary>
internal sealed class GitHubPlans(GitHubClients clients, GitHubOptions options) : IPlanFiles
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> ListAsync(PullRequestContext of, CancellationToken cancellationToken)
    {
        string folder = PlanPaths.FolderOf(options.PlanPath);
        byte[]? single = await ReadAsync(of with { PlanPath = options.PlanPath }, cancellationToken);
        IReadOnlyList<RepositoryContent> files = await clients.CallAsync(
            of, $"list {folder}", client => GitHubFiles.ListAsync(client, of, folder), cancellationToken);
        return PlanPaths.Of(single is null ? null : options.PlanPath, files.Where(f => f.Type.Value == ContentType.File).Select(f => f.Path));
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

    private Task<byte[]?> ReadAsync(PullRequestContext of, CancellationToken cancellationToken)
    {
        string path = of.PlanPath ?? options.PlanPath;
        return clients.CallAsync(of, $"read {path}", client => GitHubFiles.ReadAsync(client, of, path), cancellationToken);
    }
}
