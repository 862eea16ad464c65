using PerfFunctions.Reports.Figures;

namespace PerfFunctions.App.CodeHosts;

/// <summary>How a commit shows its runs: as check runs where a GitHub App speaks, as statuses elsewhere.</summary>
public interface ICommitStatuses
{
    /// <summary>Shows that a run is in progress. Safe to repeat: there is one check a run.</summary>
    Task AnnounceAsync(PullRequestContext on, CheckAnnouncement announcement, CancellationToken cancellationToken);

    /// <summary>Shows that a plan had nothing to measure, which lets a required check pass. Safe to repeat.</summary>
    Task SkipAsync(PullRequestContext on, CheckAnnouncement announcement, string reason, CancellationToken cancellationToken);

    /// <summary>Shows how a run ended, whether it was announced or not. Safe to repeat.</summary>
    Task CompleteAsync(PullRequestContext on, RunReport report, CancellationToken cancellationToken);

    /// <summary>Shows that later runs are compared with this one. Safe to repeat.</summary>
    Task SayAcceptedAsync(PullRequestContext on, string runId, string plan, string login, CancellationToken cancellationToken);
}
