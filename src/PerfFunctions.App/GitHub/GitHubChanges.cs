using Octokit;

namespace PerfFunctions.App.GitHub;

/// <summary>Reads which files pull requests change, and which pull request a commit is the head of.</summary>
internal sealed class GitHubChanges(GitHubClients clients)
{
    private const int PageSize = 100;

    // GitHub lists no more files of a pull request than these.
    private const int MostPages = 30;

    /// <summary>Paths of all files, old names of renamed ones too; null when there may be more than GitHub tells, or it tells none.</summary>
    public async Task<IReadOnlyCollection<string>?> ListAsync(PullRequestContext of, CancellationToken cancellation)
    {
        try
        {
            IReadOnlyList<PullRequestFile> files = await clients.CallAsync(
                of, $"list files of #{of.Number}",
                client => client.PullRequest.Files(
                    of.Owner, of.Repository, of.Number!.Value, new ApiOptions { PageSize = PageSize, PageCount = MostPages }),
                cancellation);
            return files.Count >= PageSize * MostPages
                ? null
                : [.. files.SelectMany(f => new[] { f.FileName, f.PreviousFileName }).OfType<string>().Where(path => path.Length > 0)];
        }
        catch (CodeHostCallException e) when (!e.IsPassing)
        {
            return null;
        }
    }

    /// <summary>Number of the open pull request whose head is the commit; null when there is none, or GitHub does not tell.</summary>
    public async Task<int?> FindOpenAsync(PullRequestContext where, CancellationToken cancellation)
    {
        try
        {
            IReadOnlyList<CommitPullRequest> all = await clients.CallAsync(
                where, $"list pull requests of {where.HeadSha}",
                client => client.Repository.Commit.PullRequests(
                    where.Owner, where.Repository, where.HeadSha, new ApiOptions { PageSize = PageSize, PageCount = 1 }),
                cancellation);
            return all.FirstOrDefault(pull => pull.State.Value == ItemState.Open && pull.Head.Sha == where.HeadSha)?.Number;
        }
        catch (CodeHostCallException e) when (!e.IsPassing)
        {
            // A force push may have taken the commit away; what was deployed is measured all the same.
            return null;
        }
    }
}
