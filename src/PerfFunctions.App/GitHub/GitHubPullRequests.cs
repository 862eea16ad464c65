using System.Text;
using Microsoft.Extensions.Options;
using Octokit;
using PerfFunctions.App.Options;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Reports;

namespace PerfFunctions.App.GitHub;

/// <summary>Reads plans from GitHub and shows runs there as check runs, one a run, found again by the run's id.</summary>
public sealed class GitHubPullRequests(GitHubClients clients, IOptions<GitHubOptions> options) : IPullRequests
{
    private const int PageSize = 100;

    private readonly GitHubOptions _options = options.Value;

    /// <inheritdoc />
    public async Task<string?> FindPlanAsync(PullRequestContext pullRequest, CancellationToken cancellation)
    {
        byte[]? plan = await CallAsync(
            pullRequest, $"read {_options.PlanPath}", client => ReadPlanAsync(client, pullRequest), cancellation);

        // One byte more than is allowed is enough for the plan's parser to say that it is too large.
        return plan is null ? null : Encoding.UTF8.GetString(plan.AsSpan(0, Math.Min(plan.Length, PlanLimits.FileBytes + 1)));
    }

    /// <inheritdoc />
    public async Task AnnounceAsync(PullRequestContext pullRequest, CheckAnnouncement announcement, CancellationToken cancellation)
    {
        if (await FindCheckAsync(pullRequest, announcement.RunId, cancellation) is null)
        {
            await CreateAsync(pullRequest, CheckText.Running(_options.CheckName, pullRequest.HeadSha, announcement), cancellation);
        }
    }

    /// <inheritdoc />
    public async Task CompleteAsync(PullRequestContext pullRequest, RunReport report, CancellationToken cancellation)
    {
        CheckRun? check = await FindCheckAsync(pullRequest, report.RunId, cancellation);
        CheckConclusion conclusion = CheckText.Conclusion(report.Verdict.Outcome);
        if (check is null)
        {
            await CreateAsync(
                pullRequest, CheckText.Completed(_options.CheckName, pullRequest.HeadSha, report, _options.PlanPath), cancellation);
        }
        else if (check.Status.Value != CheckStatus.Completed || check.Conclusion?.Value != conclusion)
        {
            await CallAsync(
                pullRequest, $"complete check run {check.Id}",
                client => client.Check.Run.Update(
                    pullRequest.Owner, pullRequest.Repository, check.Id, CheckText.Completion(report, _options.PlanPath)),
                cancellation);
        }
    }

    private async Task<byte[]?> ReadPlanAsync(IGitHubClient client, PullRequestContext pullRequest)
    {
        IRepositoryContentsClient contents = client.Repository.Content;
        try
        {
            byte[]? plan = pullRequest.BaseSha is { } sha
                ? await contents.GetRawContentByRef(pullRequest.Owner, pullRequest.Repository, _options.PlanPath, sha)
                : await contents.GetRawContent(pullRequest.Owner, pullRequest.Repository, _options.PlanPath);

            // The library gives null for an answer of a type that it does not take for raw: no file, but no missing one.
            return plan ?? throw new InvalidDataException($"{_options.PlanPath} did not come as a raw file.");
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    private Task<CheckRun> CreateAsync(PullRequestContext pullRequest, NewCheckRun check, CancellationToken cancellation) => CallAsync(
        pullRequest, $"create check run on {pullRequest.HeadSha}",
        client => client.Check.Run.Create(pullRequest.Owner, pullRequest.Repository, check), cancellation);

    // A create whose answer was lost is found here by the retry, so a run never has two checks.
    private async Task<CheckRun?> FindCheckAsync(PullRequestContext pullRequest, string runId, CancellationToken cancellation)
    {
        // "latest", GitHub's default, would hide this run's check behind that of a later run of the same commit.
        var named = new CheckRunRequest { CheckName = _options.CheckName, Filter = CheckRunCompletedAtFilter.All };
        CheckRunsResponse found = await CallAsync(
            pullRequest, $"list check runs of {pullRequest.HeadSha}",
            client => client.Check.Run.GetAllForReference(
                pullRequest.Owner, pullRequest.Repository, pullRequest.HeadSha, named, new ApiOptions { PageSize = PageSize }),
            cancellation);
        return found.CheckRuns.FirstOrDefault(check => check.ExternalId == runId);
    }

    private Task<T> CallAsync<T>(
        PullRequestContext pullRequest, string call, Func<IGitHubClient, Task<T>> action, CancellationToken cancellation) =>
        clients.CallAsync(pullRequest.InstallationId, $"{call} in {pullRequest.Owner}/{pullRequest.Repository}", action, cancellation);
}
