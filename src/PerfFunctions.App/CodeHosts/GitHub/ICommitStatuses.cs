using PerfFunctions.Reports.Figures;

namespace PerfFunctions.App.CodeHosts.GitHub;

/// <summary>How a commit shows its runs: as check runs where a GitHub App speaks, as commit statuses where a token does.</summary>
internal interface ICommitStatuses
{
    /// <summary>Shows that a run is in progress. Safe to repeat.</summary>
    Task AnnounceAsync(PullRequestContext on, CheckAnnouncement announcement, CancellationToken cancellationToken);

    /// <summary>Shows that a plan had nothing to measure, and why. Safe to repeat.</summary>
    Task SkipAsync(PullRequestContext on, CheckAnnouncement announcement, string reason, CancellationToken cancellationToken);

    /// <summary>Shows how a run ended, whether it was announced or not. Safe to repeat.</summary>
    Task CompleteAsync(PullRequestContext on, RunReport report, CancellationToken cancellationToken);

    /// <summary>Shows that a run is the baseline from now on. Safe to repeat.</summary>
    Task SayAcceptedAsync(PullRequestContext on, string runId, string plan, string login, CancellationToken cancellationToken);
}
