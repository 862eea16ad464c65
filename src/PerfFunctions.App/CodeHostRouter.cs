using Microsoft.Extensions.Options;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.CodeHosts.AzureDevOps;
using PerfFunctions.App.CodeHosts.GitHub;
using PerfFunctions.Reports.Figures;

namespace PerfFunctions.App;

/// <summary>All code hosts; each run is reported to the one that it came from.</summary>
internal sealed class CodeHostRouter : ICodeHost, IDisposable
{
    private readonly Dictionary<string, ICodeHost> _places;

    /// <summary>Prepares every place that is configured; nothing is called yet.</summary>
    public CodeHostRouter(IOptions<GitHubOptions> github, IOptions<AzureDevOpsOptions> azure, TimeProvider time)
    {
        _places = github.Value.All().ToDictionary(host => host.Name ?? "", host => (ICodeHost)new GitHubPullRequests(host.Options, time));
        if (azure.Value.IsConfigured)
        {
            _places.Add(CodeHostNames.AzureDevOps, new AzureDevOpsPullRequests(azure.Value, time));
        }
    }

    public Task<IReadOnlyList<string>> ListPlansAsync(PullRequestContext pullRequest, CancellationToken cancellationToken) =>
        Of(pullRequest).ListPlansAsync(pullRequest, cancellationToken);

    public Task<string?> FindPlanAsync(PullRequestContext pullRequest, CancellationToken cancellationToken) =>
        Of(pullRequest).FindPlanAsync(pullRequest, cancellationToken);

    public Task<PullRequestContext?> FindOpenAsync(PullRequestContext where, CancellationToken cancellationToken) =>
        Of(where).FindOpenAsync(where, cancellationToken);

    public Task<PullRequestContext?> FindOfCommitAsync(PullRequestContext where, CancellationToken cancellationToken) =>
        Of(where).FindOfCommitAsync(where, cancellationToken);

    public Task<bool> IsHeldAsync(PullRequestContext where, CancellationToken cancellationToken) => Of(where).IsHeldAsync(where, cancellationToken);

    public Task<IReadOnlyCollection<string>?> ListChangedAsync(
        PullRequestContext pullRequest, CancellationToken cancellationToken) =>
        Of(pullRequest).ListChangedAsync(pullRequest, cancellationToken);

    public Task<bool> MayWriteAsync(PullRequestContext where, string login, CancellationToken cancellationToken) =>
        Of(where).MayWriteAsync(where, login, cancellationToken);

    public Task ReactAsync(PullRequestContext where, long comment, bool isDone, CancellationToken cancellationToken) =>
        Of(where).ReactAsync(where, comment, isDone, cancellationToken);

    public Task SayAcceptedAsync(PullRequestContext pullRequest, string runId, string plan, string login, CancellationToken cancellationToken) =>
        Of(pullRequest).SayAcceptedAsync(pullRequest, runId, plan, login, cancellationToken);

    public Task AnnounceAsync(
        PullRequestContext pullRequest, CheckAnnouncement announcement, CancellationToken cancellationToken) =>
        Of(pullRequest).AnnounceAsync(pullRequest, announcement, cancellationToken);

    public Task SkipAsync(PullRequestContext pullRequest, CheckAnnouncement announcement, string reason, CancellationToken cancellationToken) =>
        Of(pullRequest).SkipAsync(pullRequest, announcement, reason, cancellationToken);

    public Task CompleteAsync(PullRequestContext pullRequest, RunReport report, CancellationToken cancellationToken) =>
        Of(pullRequest).CompleteAsync(pullRequest, report, cancellationToken);

    public void Dispose()
    {
        foreach (IDisposable place in _places.Values.OfType<IDisposable>())
        {
            place.Dispose();
        }
    }

    // A run may outlive the settings of its host.
    private ICodeHost Of(PullRequestContext context) =>
        _places.TryGetValue(context.Host ?? "", out ICodeHost? place) ? place
        : context.Host is null ? throw new InvalidOperationException(GitHubOptions.Unset)
        : throw new InvalidOperationException($"The code host '{context.Host}' that the run came from is no longer configured.");
}
