using PerfFunctions.Reports.Figures;

namespace PerfFunctions.App.CodeHosts.GitHub;

/// <summary>Pull requests of one GitHub host, as an App or the owner of a token sees them.</summary>
internal sealed class GitHubPullRequests : ICodeHost, IDisposable
{
    private readonly GitHubClients _clients;
    private readonly GitHubPlans _plans;
    private readonly GitHubPeople _people;
    private readonly GitHubChanges _changes;
    private readonly GitHubComments _comments;
    private readonly ICommitStatuses _marks;

    /// <summary>Prepares the host; nothing is called yet.</summary>
    /// <exception cref="InvalidOperationException">The App's key cannot be read.</exception>
    public GitHubPullRequests(GitHubOptions options, TimeProvider time)
    {
        _clients = new GitHubClients(options, time);
        (_plans, _people, _changes) = (new GitHubPlans(_clients, options), new GitHubPeople(_clients), new GitHubChanges(_clients));
        _comments = new GitHubComments(_clients, _people, options);
        _marks = options.IsApp ? new GitHubChecks(_clients, options) : new GitHubStatuses(_clients, options);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> ListPlansAsync(PullRequestContext pullRequest, CancellationToken cancellationToken) =>
        _plans.ListAsync(pullRequest, cancellationToken);

    /// <inheritdoc />
    public Task<string?> FindPlanAsync(PullRequestContext pullRequest, CancellationToken cancellationToken) =>
        _plans.FindAsync(pullRequest, cancellationToken);

    /// <inheritdoc />
    public Task<PullRequestContext?> FindOpenAsync(PullRequestContext where, CancellationToken cancellationToken) =>
        _people.FindOpenAsync(where, cancellationToken);

    /// <inheritdoc />
    public async Task<PullRequestContext?> FindOfCommitAsync(PullRequestContext where, CancellationToken cancellationToken) =>
        await _changes.FindOpenAsync(where, cancellationToken) is { } number &&
        await _people.FindOpenAsync(where with { Number = number }, cancellationToken) is { } found
            && found.HeadSha == where.HeadSha
            ? found
            : null;

    /// <inheritdoc />
    public Task<bool> IsHeldAsync(PullRequestContext where, CancellationToken cancellationToken) => _changes.IsHeldAsync(where, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyCollection<string>?> ListChangedAsync(
        PullRequestContext pullRequest, CancellationToken cancellationToken) =>
        _changes.ListAsync(pullRequest, cancellationToken);

    /// <inheritdoc />
    public Task<bool> MayWriteAsync(PullRequestContext where, string login, CancellationToken cancellationToken) =>
        _people.MayWriteAsync(where, login, cancellationToken);

    /// <inheritdoc />
    public Task ReactAsync(PullRequestContext where, long comment, bool isDone, CancellationToken cancellationToken) =>
        _people.ReactAsync(where, comment, isDone, cancellationToken);

    /// <inheritdoc />
    public Task SayAcceptedAsync(PullRequestContext pullRequest, string runId, string plan, string login, CancellationToken cancellationToken) =>
        _marks.SayAcceptedAsync(pullRequest, runId, plan, login, cancellationToken);

    /// <inheritdoc />
    public Task AnnounceAsync(
        PullRequestContext pullRequest, CheckAnnouncement announcement, CancellationToken cancellationToken) =>
        _marks.AnnounceAsync(pullRequest, announcement, cancellationToken);

    /// <inheritdoc />
    public Task SkipAsync(PullRequestContext pullRequest, CheckAnnouncement announcement, string reason, CancellationToken cancellationToken) =>
        _marks.SkipAsync(pullRequest, announcement, reason, cancellationToken);

    /// <inheritdoc />
    public async Task CompleteAsync(PullRequestContext pullRequest, RunReport report, CancellationToken cancellationToken)
    {
        await _marks.CompleteAsync(pullRequest, report, cancellationToken);
        await _comments.NotifyAsync(pullRequest, report, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _clients.Dispose();
}
