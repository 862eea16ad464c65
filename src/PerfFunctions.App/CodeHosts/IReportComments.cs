using PerfFunctions.Reports.Figures;

namespace PerfFunctions.App.CodeHosts;

/// <summary>Keeps one comment a plan and pull request, edited in place.</summary>
public interface IReportComments
{
    /// <summary>Says how a run ended; nothing where there is no pull request to say it on. Safe to repeat.</summary>
    Task NotifyAsync(PullRequestContext on, RunReport report, CancellationToken cancellationToken);
}
