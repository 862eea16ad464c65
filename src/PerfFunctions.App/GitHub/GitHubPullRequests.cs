using PerfFunctions.App.Options;
using PerfFunctions.Engine.Reports;

namespace PerfFunctions.App.GitHub;

/// <summary>Pull requests of one GitHub host, as an App or the owner of a token sees them.</summary>
internal sealed class GitHubPullRequests : IPullRequests, IDisposable
{
    private readonly GitHubClients _clients;
    private readonly GitHubPlans _plans;
    private readonly GitHubPeople _people;
    private readonly GitHubChanges _changes;
    private readonly GitHubComments _comments;
    private readonly ICommitMarks _marks;

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
    public Task<IReadOnlyList<string>> ListPlansAsync(PullRequestContext pullRequest, CancellationToken cancellation) =>
        _plans.ListAsync(pullRequest, cancellation);

    /// <inheritdoc />
    public Task<string?> FindPlanAsync(PullRequestContext pullRequest, CancellationToken cancellation) =>
        _plans.FindAsync(pullRequest, cancellation);

    /// <inheritdoc />
    public Task<PullRequestContext?> FindOpenAsync(PullRequestContext where, CancellationToken cancellation) =>
        _people.FindOpenAsync(where, cancellation);

    /// <inheritdoc />
    public async Task<PullRequestContext?> FindOfCommitAsync(PullRequestContext where, CancellationToken cancellation) =>
        await _changes.FindOpenAsync(where, cancellation) is { } number &&
        await _people.FindOpenAsync(where with { Number = number }, cancellation) is { } found && found.HeadSha == where.HeadSha
            ? found
            : null;

    /// <inheritdoc />
    public Task<bool> IsHeldAsync(PullRequestContext where, CancellationToken cancellation) => _changes.IsHeldAsync(where, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyCollection<string>?> ListChangedAsync(PullRequestContext pullRequest, CancellationToken cancellation) =>
        _changes.ListAsync(pullRequest, cancellation);

    /// <inheritdoc />
    public Task<bool> MayWriteAsync(PullRequestContext where, string login, CancellationToken cancellation) =>
        _people.MayWriteAsync(where, login, cancellation);

    /// <inheritdoc />
    public Task ReactAsync(PullRequestContext where, long comment, bool isDone, CancellationToken cancellation) =>
        _people.ReactAsync(where, comment, isDone, cancellation);

    /// <inheritdoc />
    public Task SayAcceptedAsync(PullRequestContext pullRequest, string runId, string plan, string login, CancellationToken cancellation) =>
        _marks.SayAcceptedAsync(pullRequest, runId, plan, login, cancellation);

    /// <inheritdoc />
    public Task AnnounceAsync(PullRequestContext pullRequest, CheckAnnouncement announcement, CancellationToken cancellation) =>
        _marks.AnnounceAsync(pullRequest, announcement, cancellation);

    /// <inheritdoc />
    public Task SkipAsync(PullRequestContext pullRequest, CheckAnnouncement announcement, string reason, CancellationToken cancellation) =>
        _marks.SkipAsync(pullRequest, announcement, reason, cancellation);

    /// <inheritdoc />
    public async Task CompleteAsync(PullRequestContext pullRequest, RunReport report, CancellationToken cancellation)
    {
        await _marks.CompleteAsync(pullRequest, report, cancellation);
        await _comments.NotifyAsync(pullRequest, report, cancellation);
    }

    /// <inheritdoc />
    public void Dispose() => _clients.Dispose();
}
