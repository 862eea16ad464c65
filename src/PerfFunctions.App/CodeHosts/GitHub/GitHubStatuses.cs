using Octokit;
using PerfFunctions.Reports.Figures;

namespace PerfFunctions.App.CodeHosts.GitHub;

/// <summary>Shows runs as commit statuses, one a plan: the newest run's. A token may set these, but no checks.</summary>
internal sealed class GitHubStatuses(GitHubClients clients, GitHubOptions options) : ICommitStatuses
{
    private const int PageSize = 100;

    /// <inheritdoc />
    public Task AnnounceAsync(
        PullRequestContext on, CheckAnnouncement announcement, CancellationToken cancellationToken) => ShowAsync(
        on, StatusText.Of(options.CheckNameOf(announcement.Plan, on), CommitState.Pending, $"{announcement.Plan} is running", announcement.ReportUrl),
        cancellationToken);

    /// <inheritdoc />
    public Task SkipAsync(PullRequestContext on, CheckAnnouncement announcement, string reason, CancellationToken cancellationToken) => ShowAsync(
        on, StatusText.Of(options.CheckNameOf(announcement.Plan, on), CommitState.Success, $"skipped: {reason}", announcement.ReportUrl),
        cancellationToken);

    /// <inheritdoc />
    public Task CompleteAsync(PullRequestContext on, RunReport report, CancellationToken cancellationToken) => ShowAsync(
        on, StatusText.Of(options.CheckNameOf(report.Plan, on), StatusText.State(report.Verdict.Outcome), report.Verdict.Headline, report.ReportUrl),
        cancellationToken);

    /// <summary>There are no buttons here that could ask for it.</summary>
    public Task SayAcceptedAsync(PullRequestContext on, string runId, string plan, string login, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    private async Task ShowAsync(PullRequestContext on, NewCommitStatus status, CancellationToken cancellationToken)
    {
        CommitStatus? shown = await FindAsync(on, status.Context, cancellationToken);
        if (shown is null || StatusText.MayFollow(shown, status))
        {
            await clients.CallAsync(
                on, $"set status of {on.HeadSha}", client => client.Repository.Status.Create(on.Owner, on.Repository, on.HeadSha, status),
                cancellationToken);
        }
    }

    // GitHub lists the newest first.
    private async Task<CommitStatus?> FindAsync(PullRequestContext on, string context, CancellationToken cancellationToken)
    {
        IReadOnlyList<CommitStatus> newest = await clients.CallAsync(
            on, $"list statuses of {on.HeadSha}",
            client => client.Repository.Status.GetAll(on.Owner, on.Repository, on.HeadSha, new ApiOptions { PageSize = PageSize, PageCount = 1 }),
            cancellationToken);
        return newest.FirstOrDefault(status => status.Context == context);
    }
}
