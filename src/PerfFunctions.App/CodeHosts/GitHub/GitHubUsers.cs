using Octokit;

namespace PerfFunctions.App.CodeHosts.GitHub;

/// <summary>Users of GitHub.</summary>
internal sealed class GitHubUsers(GitHubClients clients) : IUsers
{
    /// <inheritdoc />
    /// <remarks>GitHub reports maintainers as writers here, and triagers as readers.</remarks>
    public async Task<bool> MayWriteAsync(PullRequestContext where, string login, CancellationToken cancellationToken)
    {
        string permission =
            await clients.CallAsync(where, $"read permission of {login}", client => PermissionAsync(client, where, login), cancellationToken);
        return permission is "admin" or "maintain" or "write";
    }

    /// <inheritdoc />
    /// <remarks>GitHub keeps one reaction of a kind and app, however often it is made.</remarks>
    public Task ReactAsync(PullRequestContext where, long comment, bool isDone, CancellationToken cancellationToken) => clients.CallAsync(
        where, $"react to comment {comment}",
        client => client.Reaction.IssueComment.Create(
            where.Owner, where.Repository, comment, new NewReaction(isDone ? ReactionType.Eyes : ReactionType.Confused)),
        cancellationToken);

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
