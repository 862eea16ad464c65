namespace PerfFunctions.App.CodeHosts;

/// <summary>People who give commands.</summary>
public interface IUsers
{
    /// <summary>Whether a person may write to the repository.</summary>
    Task<bool> MayWriteAsync(PullRequestContext where, string login, CancellationToken cancellationToken);

    /// <summary>Reacts to a comment: what it asks for is done, or will not be. Safe to repeat.</summary>
    Task ReactAsync(PullRequestContext where, long comment, bool isDone, CancellationToken cancellationToken);
}
