using PerfFunctions.Reports.Figures;

namespace PerfFunctions.App.CodeHosts.AzureDevOps;

/// <summary>Pull requests of an Azure DevOps organisation: one status and one thread per plan. There are no commands.</summary>
internal sealed class AzureDevOpsPullRequests : ICodeHost, IDisposable
{
    private readonly AzureDevOpsClient _client;
    private readonly AzureDevOpsFiles _files;
    private readonly AzureDevOpsStatuses _statuses;
    private readonly AzureDevOpsThreads _threads;

    /// <summary>Prepares the place; nothing is called yet.</summary>
    public AzureDevOpsPullRequests(AzureDevOpsOptions options, TimeProvider time)
    {
        _client = new AzureDevOpsClient(options, time);
        var iterations = new AzureDevOpsIterations(_client);
        (_files, _statuses) = (new AzureDevOpsFiles(_client, iterations, options), new AzureDevOpsStatuses(_client, iterations, options));
        _threads = new AzureDevOpsThreads(_client, options);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> ListPlansAsync(PullRequestContext pullRequest, CancellationToken cancellationToken) =>
        _files.ListPlansAsync(pullRequest, cancellationToken);

    /// <inheritdoc />
    public Task<string?> FindPlanAsync(PullRequestContext pullRequest, CancellationToken cancellationToken) =>
        _files.FindPlanAsync(pullRequest, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyCollection<string>?> ListChangedAsync(
        PullRequestContext pullRequest, CancellationToken cancellationToken) =>
        _files.ListChangedAsync(pullRequest, cancellationToken);

    /// <inheritdoc />
    public Task<PullRequestContext?> FindOpenAsync(PullRequestContext where, CancellationToken cancellationToken) =>
        Task.FromResult<PullRequestContext?>(null);

    /// <inheritdoc />
    public Task<PullRequestContext?> FindOfCommitAsync(PullRequestContext where, CancellationToken cancellationToken) =>
        Task.FromResult<PullRequestContext?>(null);

    /// <inheritdoc />
    public Task<bool> IsHeldAsync(
        PullRequestContext where, CancellationToken cancellationToken) => Task.FromResult(!where.IsFork);

    /// <inheritdoc />
    public Task<bool> MayWriteAsync(PullRequestContext where, string login, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <inheritdoc />
    public Task ReactAsync(PullRequestContext where, long comment, bool isDone, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task SayAcceptedAsync(
        PullRequestContext pullRequest, string runId, string plan, string login, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task AnnounceAsync(
        PullRequestContext pullRequest, CheckAnnouncement announcement, CancellationToken cancellationToken) =>
        _statuses.ShowAsync(
            pullRequest, announcement.Plan, "pending", $"{announcement.Plan} is running", announcement.ReportUrl,
                cancellationToken);

    /// <inheritdoc />
    public Task SkipAsync(PullRequestContext pullRequest, CheckAnnouncement announcement, string reason, CancellationToken cancellationToken) =>
        _statuses.ShowAsync(pullRequest, announcement.Plan, "succeeded", $"skipped: {reason}", announcement.ReportUrl, cancellationToken);

    /// <inheritdoc />
    public async Task CompleteAsync(PullRequestContext pullRequest, RunReport report, CancellationToken cancellationToken)
    {
        await _statuses.ShowAsync(
            pullRequest, report.Plan, AzureDevOpsStatuses.State(report.Verdict.Outcome), report.Verdict.Headline, report.ReportUrl, cancellationToken);
        await _threads.NotifyAsync(pullRequest, report, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();
}
