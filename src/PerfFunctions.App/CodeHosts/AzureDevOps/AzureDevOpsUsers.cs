namespace PerfFunctions.App.CodeHosts.AzureDevOps;

/// <summary>Users of Azure DevOps. There are no commands, so no user may give one.</summary>
internal sealed class AzureDevOpsUsers : IUsers
{
    /// <inheritdoc />
    public Task<bool> MayWriteAsync(PullRequestContext where, string login, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <inheritdoc />
    public Task ReactAsync(PullRequestContext where, long comment, bool isDone, CancellationToken cancellationToken) => Task.CompletedTask;
}
