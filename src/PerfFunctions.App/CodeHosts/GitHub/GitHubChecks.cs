using Octokit;
using PerfFunctions.Reports.Figures;

namespace PerfFunctions.App.CodeHosts.GitHub;

/// <summary>Shows runs as check runs, one a run, found again by the run's id.</summary>
internal sealed class GitHubChecks(GitHubClients clients, GitHubOptions options) : ICommitStatuses
{
    private const int PageSize = 100;
    private const string Accepted = "Accepted as baseline";

    /// <inheritdoc />
    public async Task AnnounceAsync(PullRequestContext on, CheckAnnouncement announcement, CancellationToken cancellationToken)
    {
        string name = options.CheckNameOf(announcement.Plan, on);
        if (await FindAsync(on, name, announcement.RunId, cancellationToken) is null)
        {
            await CreateAsync(on, CheckText.Running(name, on.HeadSha, announcement), cancellationToken);
        }
    }

    /// <inheritdoc />
    public async Task SkipAsync(PullRequestContext on, CheckAnnouncement announcement, string reason, CancellationToken cancellationToken)
    {
        string name = options.CheckNameOf(announcement.Plan, on);
        if (await FindAsync(on, name, announcement.RunId, cancellationToken) is null)
        {
            await CreateAsync(on, CheckText.Skipped(name, on.HeadSha, announcement, reason), cancellationToken);
        }
    }

    /// <inheritdoc />
    public async Task CompleteAsync(PullRequestContext on, RunReport report, CancellationToken cancellationToken)
    {
        string name = options.CheckNameOf(report.Plan, on);
        CheckRun? check = await FindAsync(on, name, report.RunId, cancellationToken);
        if (check?.Status.Value == CheckStatus.Completed && check.Conclusion?.Value == CheckText.Conclusion(report.Verdict.Outcome))
        {
            return;
        }

        try
        {
            await CompleteAsync(on, name, check, report, CheckText.Output(report, on.PlanPath ?? options.PlanPath),
                cancellationToken);
        }
        catch (CodeHostCallException e) when (e.IsUnprocessable)
        {
            // A limit of GitHub's that is not known here must not leave the check in progress: the verdict alone is taken.
            await CompleteAsync(on, name, check, report, CheckText.Plain(report), cancellationToken);
        }
    }

    /// <inheritdoc />
    public async Task SayAcceptedAsync(PullRequestContext on, string runId, string plan, string login, CancellationToken cancellationToken)
    {
        CheckRun? check = await FindAsync(on, options.CheckNameOf(plan, on), runId, cancellationToken);
        if (check is { Output: { } output } && output.Title?.StartsWith(Accepted, StringComparison.Ordinal) != true)
        {
            var change = new CheckRunUpdate
            {
                Output = new NewCheckRunOutput(CheckText.Title($"{Accepted} by {login} · {output.Title}"), output.Summary ?? ""),
            };
            await UpdateAsync(on, $"mark check run {check.Id}", check.Id, change, cancellationToken);
        }
    }

    private Task<CheckRun> CompleteAsync(
        PullRequestContext on, string name, CheckRun? check, RunReport report, NewCheckRunOutput output,
        CancellationToken cancellationToken) => check is null
        ? CreateAsync(on, CheckText.Completed(name, on.HeadSha, report, output), cancellationToken)
        : UpdateAsync(on, $"complete check run {check.Id}", check.Id, CheckText.Completion(report, output), cancellationToken);

    private Task<CheckRun> CreateAsync(PullRequestContext on, NewCheckRun check, CancellationToken cancellationToken) => clients.CallAsync(
        on, $"create check run on {on.HeadSha}", client =>
            client.Check.Run.Create(on.Owner, on.Repository, check), cancellationToken);

    private Task<CheckRun> UpdateAsync(PullRequestContext on, string call, long id, CheckRunUpdate change, CancellationToken cancellationToken) =>
        clients.CallAsync(on, call, client => client.Check.Run.Update(on.Owner, on.Repository, id, change), cancellationToken);

    // A create whose answer was lost is found here by the retry, so a run never has two checks.
    private async Task<CheckRun?> FindAsync(PullRequestContext on, string name, string runId, CancellationToken cancellationToken)
    {
        // "latest", GitHub's default, would hide this run's check behind that of a later run of the same commit.
        var named = new CheckRunRequest { CheckName = name, Filter = CheckRunCompletedAtFilter.All };
        CheckRunsResponse found = await clients.CallAsync(
            on, $"list check runs of {on.HeadSha}",
            client => client.Check.Run.GetAllForReference(on.Owner, on.Repository, on.HeadSha, named, new ApiOptions { PageSize = PageSize }),
            cancellationToken);
        return found.CheckRuns.FirstOrDefault(check => check.ExternalId == runId);
    }
}
