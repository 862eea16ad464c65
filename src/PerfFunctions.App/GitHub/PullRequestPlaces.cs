using Microsoft.Extensions.Options;
using PerfFunctions.App.AzureDevOps;
using PerfFunctions.App.Options;
using PerfFunctions.Engine.Reports;

namespace PerfFunctions.App.GitHub;

/// <summary>All code hosts; each run is reported to the one that it came from.</summary>
internal sealed class PullRequestPlaces : IPullRequests, IDisposable
{
    /// <summary>What Azure DevOps is called among the hosts.</summary>
    public const string AzureDevOps = "azuredevops";

    /// <summary>One sentence for whoever runs the service.</summary>
    public const string Unset =
        "GitHub is not configured: set Perf:GitHub:WebhookSecret and Perf:GitHub:Token, or Perf:GitHub:AppId with " +
        "Perf:GitHub:PrivateKey (or PrivateKeyPath).";

    private readonly Dictionary<string, IPullRequests> _places;

    /// <summary>Prepares every place that is configured; nothing is called yet.</summary>
    public PullRequestPlaces(IOptions<GitHubOptions> github, IOptions<AzureDevOpsOptions> azure, TimeProvider time)
    {
        _places = github.Value.All().ToDictionary(host => host.Name ?? "", host => (IPullRequests)new GitHubPullRequests(host.Options, time));
        if (azure.Value.IsConfigured)
        {
            _places.Add(AzureDevOps, new AzureDevOpsPullRequests(azure.Value, time));
        }
    }

    public Task<IReadOnlyList<string>> ListPlansAsync(PullRequestContext pullRequest, CancellationToken cancellation) =>
        Of(pullRequest).ListPlansAsync(pullRequest, cancellation);

    public Task<string?> FindPlanAsync(PullRequestContext pullRequest, CancellationToken cancellation) =>
        Of(pullRequest).FindPlanAsync(pullRequest, cancellation);

    public Task<PullRequestContext?> FindOpenAsync(PullRequestContext where, CancellationToken cancellation) =>
        Of(where).FindOpenAsync(where, cancellation);

    public Task<PullRequestContext?> FindOfCommitAsync(PullRequestContext where, CancellationToken cancellation) =>
        Of(where).FindOfCommitAsync(where, cancellation);

    public Task<bool> IsHeldAsync(PullRequestContext where, CancellationToken cancellation) => Of(where).IsHeldAsync(where, cancellation);

    public Task<IReadOnlyCollection<string>?> ListChangedAsync(PullRequestContext pullRequest, CancellationToken cancellation) =>
        Of(pullRequest).ListChangedAsync(pullRequest, cancellation);

    public Task<bool> MayWriteAsync(PullRequestContext where, string login, CancellationToken cancellation) =>
        Of(where).MayWriteAsync(where, login, cancellation);

    public Task ReactAsync(PullRequestContext where, long comment, bool isDone, CancellationToken cancellation) =>
        Of(where).ReactAsync(where, comment, isDone, cancellation);

    public Task SayAcceptedAsync(PullRequestContext pullRequest, string runId, string plan, string login, CancellationToken cancellation) =>
        Of(pullRequest).SayAcceptedAsync(pullRequest, runId, plan, login, cancellation);

    public Task AnnounceAsync(PullRequestContext pullRequest, CheckAnnouncement announcement, CancellationToken cancellation) =>
        Of(pullRequest).AnnounceAsync(pullRequest, announcement, cancellation);

    public Task SkipAsync(PullRequestContext pullRequest, CheckAnnouncement announcement, string reason, CancellationToken cancellation) =>
        Of(pullRequest).SkipAsync(pullRequest, announcement, reason, cancellation);

    public Task CompleteAsync(PullRequestContext pullRequest, RunReport report, CancellationToken cancellation) =>
        Of(pullRequest).CompleteAsync(pullRequest, report, cancellation);

    public void Dispose()
    {
        foreach (IDisposable place in _places.Values.OfType<IDisposable>())
        {
            place.Dispose();
        }
    }

    // A run may outlive the settings of its host.
    private IPullRequests Of(PullRequestContext context) =>
        _places.TryGetValue(context.Host ?? "", out IPullRequests? place) ? place
        : context.Host is null ? throw new InvalidOperationException(Unset)
        : throw new InvalidOperationException($"The code host '{context.Host}' that the run came from is no longer configured.");
}
