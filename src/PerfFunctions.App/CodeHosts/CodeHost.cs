using PerfFunctions.Reports.Figures;

namespace PerfFunctions.App.CodeHosts;

/// <summary>What one code host offers to runs, part by part.</summary>
public sealed class CodeHost
{
    /// <summary>Plans in repositories.</summary>
    public required IPlanFiles Plans { get; init; }

    /// <summary>Pull requests and commits.</summary>
    public required IPullRequests PullRequests { get; init; }

    /// <summary>People who give commands.</summary>
    public required IUsers Users { get; init; }

    /// <summary>The state of runs on their commits.</summary>
    public required ICommitStatuses Statuses { get; init; }

    /// <summary>Reports as comments.</summary>
    public required IReportComments Comments { get; init; }

    /// <summary>
    /// Shows the verdict. Safe to repeat: the run's one check is completed with it, made first where it is missing, and
    /// the plan's one comment says it.
    /// </summary>
    public async Task CompleteAsync(PullRequestContext on, RunReport report, CancellationToken cancellationToken)
    {
        await Statuses.CompleteAsync(on, report, cancellationToken);
        await Comments.NotifyAsync(on, report, cancellationToken);
    }
}
