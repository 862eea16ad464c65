using PerfFunctions.Reports.Figures;

namespace PerfFunctions.App.CodeHosts;

/// <summary>What runs need of the place where pull requests live.</summary>
public interface ICodeHost
{
    /// <summary>Paths of the repository's plan files at the base commit, in order.</summary>
    Task<IReadOnlyList<string>> ListPlansAsync(PullRequestContext pullRequest, CancellationToken cancellationToken);

    /// <summary>The text of the plan file at the base commit; null when it has none.</summary>
    Task<string?> FindPlanAsync(PullRequestContext pullRequest, CancellationToken cancellationToken);

    /// <summary>A pull request as it stands now; null when there is none of this number, or it is closed.</summary>
    Task<PullRequestContext?> FindOpenAsync(PullRequestContext where, CancellationToken cancellationToken);

    /// <summary>The open pull request whose head is the commit, as it stands now; null when there is none.</summary>
    Task<PullRequestContext?> FindOfCommitAsync(PullRequestContext where, CancellationToken cancellationToken);

    /// <summary>
    /// Whether people with write access are known to have let the commit into the repository: it does not come from a fork.
    /// </summary>
    Task<bool> IsHeldAsync(PullRequestContext where, CancellationToken cancellationToken);

    /// <summary>Paths of all files that the pull request changes, including old names of renamed ones; null if they are unknown.</summary>
    Task<IReadOnlyCollection<string>?> ListChangedAsync(PullRequestContext pullRequest, CancellationToken cancellationToken);

    /// <summary>Whether a person may write to the repository.</summary>
    Task<bool> MayWriteAsync(PullRequestContext where, string login, CancellationToken cancellationToken);

    /// <summary>Answers a comment: what it asks for is done, or will not be. Safe to repeat.</summary>
    Task ReactAsync(PullRequestContext where, long comment, bool isDone, CancellationToken cancellationToken);

    /// <summary>Says on a run's check that later runs are compared with it. Safe to repeat.</summary>
    Task SayAcceptedAsync(PullRequestContext pullRequest, string runId, string plan, string login, CancellationToken cancellationToken);

    /// <summary>Shows that a run is in progress. Safe to repeat: there is one check a run.</summary>
    Task AnnounceAsync(PullRequestContext pullRequest, CheckAnnouncement announcement, CancellationToken cancellationToken);

    /// <summary>Shows that a plan had nothing to measure, which lets a required check pass. Safe to repeat.</summary>
    Task SkipAsync(PullRequestContext pullRequest, CheckAnnouncement announcement, string reason,
        CancellationToken cancellationToken);

    /// <summary>
    /// Shows the verdict. Safe to repeat: the run's one check is completed with it, made first where it is missing, and
    /// the plan's one comment says it.
    /// </summary>
    Task CompleteAsync(PullRequestContext pullRequest, RunReport report, CancellationToken cancellationToken);
}

/// <summary>A run in progress.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Plan">Plan name.</param>
/// <param name="ReportUrl">Where the report will be.</param>
/// <param name="StartedAt">When the run was asked for.</param>
public sealed record CheckAnnouncement(string RunId, string Plan, string ReportUrl, DateTimeOffset StartedAt);
