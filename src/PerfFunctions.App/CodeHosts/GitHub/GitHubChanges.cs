using Octokit;

namespace PerfFunctions.App.CodeHosts.GitHub;

/// <summary>Reads which files pull requests change, and where a commit belongs.</summary>
internal sealed class GitHubChanges(GitHubClients clients)
{
    private const int PageSize = 100;

    // GitHub lists no more files of a pull request than these.
    private const int MaxPages = 30;

    /// <summary>Paths of all changed files, including old names of renamed ones; null if GitHub does not list all or any.</summary>
    public async Task<IReadOnlyCollection<string>?> ListAsync(PullRequestContext of, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<PullRequestFile> files = await clients.CallAsync(
                of, $"list files of #{of.Number}",
                client => client.PullRequest.Files(
                    of.Owner, of.Repository, of.Number!.Value, new ApiOptions { PageSize = PageSize, PageCount = MaxPages }),
                cancellationToken);
            return files.Count >= PageSize * MaxPages
                ? null
                : [.. files.SelectMany(f => new[] { f.FileName, f.PreviousFileName }).OfType<string>().Where(path => path.Length > 0)];
        }
        catch (CodeHostCallException e) when (!e.IsTransient)
        {
            return null;
        }
    }

    /// <summary>Number of the open pull request whose head is the commit; null if there is none, or GitHub does not report it.</summary>
    public async Task<int?> FindOpenAsync(PullRequestContext where, CancellationToken cancellationToken)
    {
        IReadOnlyList<CommitPullRequest> all = await PullRequestsAsync(where, cancellationToken);
        return all.FirstOrDefault(pull => pull.State.Value == ItemState.Open && pull.Head.Sha == where.HeadSha)?.Number;
    }

    /// <summary>
    /// Whether people with write access are known to have let the commit in: it is the head of a branch of the repository
    /// itself, or was merged. A fork's commit is read through the repository like any other, so that it is found says nothing.
    /// </summary>
    public async Task<bool> IsHeldAsync(PullRequestContext where, CancellationToken cancellationToken)
    {
        IReadOnlyList<Branch> branches = await OrNoneAsync(
            where, $"list branches of {where.HeadSha}",
            client =>
                client.Repository.Commit.BranchesWhereHead(where.Owner, where.Repository, where.HeadSha), cancellationToken);
        return branches.Count > 0 || (await PullRequestsAsync(where, cancellationToken)).Any(pull => pull.MergedAt is not null);
    }

    private Task<IReadOnlyList<CommitPullRequest>> PullRequestsAsync(PullRequestContext where, CancellationToken cancellationToken) => OrNoneAsync(
        where, $"list pull requests of {where.HeadSha}",
        client => client.Repository.Commit.PullRequests(
            where.Owner, where.Repository, where.HeadSha, new ApiOptions { PageSize = PageSize, PageCount = 1 }),
        cancellationToken);

    // A force push may have taken the commit away; what was deployed is measured all the same.
    private async Task<IReadOnlyList<T>> OrNoneAsync<T>(
        PullRequestContext where, string call, Func<IGitHubClient, Task<IReadOnlyList<T>>> list,
            CancellationToken cancellationToken)
    {
        try
        {
            return await clients.CallAsync(where, call, list, cancellationToken);
        }
        catch (CodeHostCallException e) when (!e.IsTransient)
        {
            return [];
        }
    }
}
