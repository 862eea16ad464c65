using Octokit;

namespace PerfFunctions.App.CodeHosts.GitHub;

/// <summary>Asks GitHub who people are and what they stand before, and answers them.</summary>
internal sealed class GitHubPeople(GitHubClients clients)
{
    /// <summary>A pull request as it stands now; null when there is none of this number, or it is closed.</summary>
    public async Task<PullRequestContext?> FindOpenAsync(PullRequestContext where, CancellationToken cancellationToken)
    {
        int number = where.Number!.Value;
        PullRequest? pull = await clients.CallAsync(where, $"read pull request {number}", client => FindAsync(client, where, number), cancellationToken);
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

    /// <summary>Whether a user may write to the repository. GitHub reports maintainers as writers here, and triagers as readers.</summary>
    public async Task<bool> MayWriteAsync(PullRequestContext where, string login, CancellationToken cancellationToken)
    {
        string permission = await clients.CallAsync(where, $"read permission of {login}", client => PermissionAsync(client, where, login), cancellationToken);
        return permission is "admin" or "maintain" or "write";
    }

    /// <summary>Reacts to a comment. GitHub keeps one reaction of a kind and app, however often it is made.</summary>
    public Task ReactAsync(PullRequestContext where, long comment, bool isDone, CancellationToken cancellationToken) => clients.CallAsync(
        where, $"react to comment {comment}",
        client => client.Reaction.IssueComment.Create(
            where.Owner, where.Repository, comment, new NewReaction(isDone ? ReactionType.Eyes : ReactionType.Confused)),
        cancellationToken);

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

    private static async Task<string> PermissionAsync(IGitHubClient client, PullRequestContext where, string login)
    {
        try
        {
            return (await client.Repository.Collaborator.ReviewPermission(where.Owner, where.Repository, login)).Permission;
        }
        catch (NotFoundException)
        {
            return "none";
        }
    }
}
