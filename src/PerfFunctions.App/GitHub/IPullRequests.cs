using PerfFunctions.Engine.Reports;

namespace PerfFunctions.App.GitHub;

/// <summary>What runs need of the place where pull requests live.</summary>
public interface IPullRequests
{
    /// <summary>The text of the repository's plan file at the base commit; null when it has none.</summary>
    Task<string?> FindPlanAsync(PullRequestContext pullRequest, CancellationToken cancellation);

    /// <summary>Shows that a run is under way. Safe to repeat: there is one check a run.</summary>
    Task AnnounceAsync(PullRequestContext pullRequest, CheckAnnouncement announcement, CancellationToken cancellation);

    /// <summary>Shows the verdict. Safe to repeat: the run's one check is completed with it, made first where it is missing.</summary>
    Task CompleteAsync(PullRequestContext pullRequest, RunReport report, CancellationToken cancellation);
}

/// <summary>A run under way.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Plan">Plan name.</param>
/// <param name="ReportUrl">Where the report will be.</param>
/// <param name="StartedAt">When the run was asked for.</param>
public sealed record CheckAnnouncement(string RunId, string Plan, string ReportUrl, DateTimeOffset StartedAt);
