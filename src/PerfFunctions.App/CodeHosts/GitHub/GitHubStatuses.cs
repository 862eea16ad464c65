using Octokit;
using PerfFunctions.Reports.Figures;

namespace PerfFunctions.App.CodeHosts.GitHub;

/// <summary>Shows runs as commit statuses, one a plan: the newest run's. A token may set these, but no checks.</summary>
internal sealed class GitHubStatuses(GitHubClients clients, GitHubOptions options) : ICommitMarks
{
    private const int PageSize = 100;

    /// <inheritdoc />
    public Task AnnounceAsync(PullRequestContext on, CheckAnnouncement announcement, CancellationToken cancellation) => ShowAsync(
        on, StatusText.Of(options.CheckNameOf(announcement.Plan, on), CommitState.Pending, $"{announcement.Plan} is running", announcement.ReportUrl),
        cancellation);

    /// <inheritdoc />
    public Task SkipAsync(PullRequestContext on, CheckAnnouncement announcement, string reason, CancellationToken cancellation) => ShowAsync(
        on, StatusText.Of(options.CheckNameOf(announcement.Plan, on), CommitState.Success, $"skipped: {reason}", announcement.ReportUrl),
        cancellation);

    /// <inheritdoc />
    public Task CompleteAsync(PullRequestContext on, RunReport report, CancellationToken cancellation) => ShowAsync(
        on, StatusText.Of(options.CheckNameOf(report.Plan, on), StatusText.State(report.Verdict.Outcome), report.Verdict.Headline, report.ReportUrl),
        cancellation);

    /// <summary>There are no buttons here that could ask for it.</summary>
    public Task SayAcceptedAsync(PullRequestContext on, string runId, string plan, string login, CancellationToken cancellation) => Task.CompletedTask;

    private async Task ShowAsync(PullRequestContext on, NewCommitStatus status, CancellationToken cancellation)
    {
        CommitStatus? shown = await FindAsync(on, status.Context, cancellation);
        if (shown is null || StatusText.MayFollow(shown, status))
        {
            await clients.CallAsync(
                on, $"set status of {on.HeadSha}", client => client.Repository.Status.Create(on.Owner, on.Repository, on.HeadSha, status), cancellation);
        }
    }

    // GitHub lists the newest first.
    private async Task<CommitStatus?> FindAsync(PullRequestContext on, string context, CancellationToken cancellation)
    {
        IReadOnlyList<CommitStatus> newest = await clients.CallAsync(
            on, $"list statuses of {on.HeadSha}",
            client => client.Repository.Status.GetAll(on.Owner, on.Repository, on.HeadSha, new ApiOptions { PageSize = PageSize, PageCount = 1 }),
            cancellation);
        return newest.FirstOrDefault(status => status.Context == context);
    }
}
