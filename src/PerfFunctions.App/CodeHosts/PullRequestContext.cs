namespace PerfFunctions.App.CodeHosts;

/// <summary>Which pull request a run belongs to, as its webhook said.</summary>
public sealed record PullRequestContext
{
    /// <summary>Name of the host in the settings; null for the one that stands in <c>Perf:GitHub</c> itself.</summary>
    public string? Host { get; init; }

    /// <summary>GitHub App installation that sent the webhook; zero where a token speaks.</summary>
    public required long InstallationId { get; init; }

    /// <summary>Repository owner.</summary>
    public required string Owner { get; init; }

    /// <summary>Repository name.</summary>
    public required string Repository { get; init; }

    /// <summary>The repository's default branch; null if it is unknown.</summary>
    public string? DefaultBranch { get; init; }

    /// <summary>Commit that the check is shown on: the pull request's head, or what was deployed.</summary>
    public required string HeadSha { get; init; }

    /// <summary>Commit that the plan is read at; null for the default branch.</summary>
    public string? BaseSha { get; init; }

    /// <summary>Pull request number; null when a deployment belongs to none.</summary>
    public int? Number { get; init; }

    /// <summary>Branch name of the head.</summary>
    public string? Branch { get; init; }

    /// <summary>Address of the deployment that brought the run, or the newest of the commit that a person asks to run; null for none.</summary>
    public string? DeploymentUrl { get; init; }

    /// <summary>Name of the environment that was deployed to; null for a pull_request event.</summary>
    public string? Environment { get; init; }

    /// <summary>Where the run's plan is, from the repository's root; null until that is looked up.</summary>
    public string? PlanPath { get; init; }

    /// <summary>Whether the commit comes from a fork: its run gets no secrets.</summary>
    public bool IsFork { get; init; }

    /// <summary>
    /// Whether no user with write access is known to have approved the deployed commit: it may come from a fork, so it gets no
    /// secrets.
    /// </summary>
    public bool IsUnknown { get; init; }

    /// <summary>When the pull request changed, according to GitHub: orders deliveries, which may arrive in another order.</summary>
    public DateTimeOffset? ChangedAt { get; init; }
}
