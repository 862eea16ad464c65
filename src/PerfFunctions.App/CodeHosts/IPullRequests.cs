namespace PerfFunctions.App.CodeHosts;

/// <summary>Reads pull requests, and where a commit belongs.</summary>
public interface IPullRequests
{
    /// <summary>A pull request as it stands now; null when there is none of this number, or it is closed.</summary>
    Task<PullRequestContext?> FindOpenAsync(PullRequestContext where, CancellationToken cancellationToken);

    /// <summary>The open pull request whose head is the commit, as it stands now; null when there is none.</summary>
    Task<PullRequestContext?> FindOfCommitAsync(PullRequestContext where, CancellationToken cancellationToken);

    /// <summary>
    /// Whether people with write access are known to have let the commit into the repository: it does not come from a fork.
    /// </summary>
    Task<bool> IsHeldAsync(PullRequestContext where, CancellationToken cancellationToken);

    /// <summary>Paths of all files that the pull request changes, including old names of renamed ones; null if they are unknown.</summary>
    Task<IReadOnlyCollection<string>?> ListChangedAsync(PullRequestContext of, CancellationToken cancellationToken);
}
