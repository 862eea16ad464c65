using System.Text.Json.Nodes;

namespace PerfFunctions.App.CodeHosts.AzureDevOps;

/// <summary>Pull requests of Azure DevOps. Runs come from their events alone, so none is ever looked up.</summary>
internal sealed class AzureDevOpsPullRequests(AzureDevOpsClient client, AzureDevOpsIterations iterations) : IPullRequests
{
    private const int PageSize = 1_000;
    private const int MaxFiles = 3_000;

    /// <inheritdoc />
    public Task<PullRequestContext?> FindOpenAsync(PullRequestContext where, CancellationToken cancellationToken) =>
        Task.FromResult<PullRequestContext?>(null);

    /// <inheritdoc />
    public Task<PullRequestContext?> FindOfCommitAsync(PullRequestContext where, CancellationToken cancellationToken) =>
        Task.FromResult<PullRequestContext?>(null);

    /// <inheritdoc />
    public Task<bool> IsHeldAsync(PullRequestContext where, CancellationToken cancellationToken) =>
        Task.FromResult(!where.IsFork);

    /// <inheritdoc />
    public async Task<IReadOnlyCollection<string>?> ListChangedAsync(PullRequestContext of, CancellationToken cancellationToken)
    {
        if (await iterations.FindAsync(of, cancellationToken) is not { } iteration)
        {
            return null;
        }

        List<string> paths = [];
        for (int skip = 0; skip < MaxFiles;)
        {
            JsonObject? page = await client.FindAsync(
                of, $"pullRequests/{of.Number}/iterations/{iteration}/changes?$top={PageSize}&$skip={skip}", cancellationToken);
            if (page?["changeEntries"] is not JsonArray entries)
            {
                return null;
            }

            paths.AddRange(entries
                .SelectMany(e => new[] { (string?)e?["item"]?["path"], (string?)e?["originalPath"] })
                .OfType<string>().Select(path => path.TrimStart('/')));
            if ((int?)page["nextTop"] is null or 0 || (int?)page["nextSkip"] is not { } next || next <= skip)
            {
                return paths;
            }

            skip = next;
        }

        return null;
    }
}
