using Octokit;

namespace PerfFunctions.App.CodeHosts.GitHub;

/// <summary>Pull requests on GitHub.</summary>
internal sealed class GitHubPullRequests(GitHubClients clients) : IPullRequests
{
    private const int PageSize = 100;

    // GitHub lists no more files of a pull request than these.
    private const int MaxPages = 30;

    /// <inheritdoc />
    public async Task<PullRequestContext?> FindOpenAsync(PullRequestContext where, CancellationToken cancellationToken)
    {
        int number = where.Number!.Value;
        PullRequest? pull =
            await clients.CallAsync(where, $"read pull request {number}", client => FindAsync(client, where, number), cancellationToken);
        return pull?.State.Value != ItemState.Open ? null : where with
        {
            HeadSha = pull.Head.Sha,
            BaseSha = pull.Base.Sha,
            Branch = pull.Head.Ref,
            ChangedAt = pull.UpdatedAt,

            // The head's repository is null when the fork has been deleted.
            IsFork = pull.Head.Repository is null || pull.Head.Repository.Id != pull.Base.Repository.Id,
        };
    }

    /// <inheritdoc />
    public async Task<PullRequestContext?> FindOfCommitAsync(PullRequestContext where, CancellationToken cancellationToken)
    {
        IReadOnlyList<CommitPullRequest> all = await PullRequestsAsync(where, cancellationToken);
        int? number = all.FirstOrDefault(pull => pull.State.Value == ItemState.Open && pull.Head.Sha == where.HeadSha)?.Number;

        // Between the two answers the pull request may have moved on.
        return number is not null && await FindOpenAsync(where with { Number = number }, cancellationToken) is { } found &&
            found.HeadSha == where.HeadSha
            ? found
            : null;
    }

    /// <inheritdoc />
    /// <remarks>
    /// It is the head of a branch of the repository itself, or was merged. A fork's commit is read through the repository
    /// like any other, so that it is found says nothing.
    /// </remarks>
    public async Task<bool> IsHeldAsync(PullRequestContext where, CancellationToken cancellationToken)
    {
        IReadOnlyList<Branch> branches = await OrNoneAsync(
            where, $"list branches of {where.HeadSha}",
            client =>
                client.Repository.Commit.BranchesWhereHead(where.Owner, where.Repository, where.HeadSha), cancellationToken);
        return branches.Count > 0 || (await PullRequestsAsync(where, cancellationToken)).Any(pull => pull.MergedAt is not null);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyCollection<string>?> ListChangedAsync(PullRequestContext of, CancellationToken cancellationToken)
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

    private static async Task<PullRequest?> FindAsync(IGitHubClient client, PullRequestContext where, int number)
    {
        try
        {
            return await client.PullRequest.Get(where.Owner, where.Repository, number);
        }
        catch (NotFoundException)
        {
            return null;
        }
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
