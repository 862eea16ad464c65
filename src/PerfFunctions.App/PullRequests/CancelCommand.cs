using PerfFunctions.Api;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Runs;

namespace PerfFunctions.App.PullRequests;

/// <summary>Cancels runs for a person.</summary>
public sealed class CancelCommand(RunStore runs, PullRequestRuns others, CommandLog log)
{
    /// <summary>Ends the runs of a pull request that are in progress, all or those of the named plan. Safe to repeat.</summary>
    public async Task CancelAsync(PullRequestCommand command, CancellationToken cancellationToken)
    {
        IReadOnlyList<RunRecord> all = await others.OfPullRequestAsync(command.Where, cancellationToken);
        foreach (RunRecord run in all.Where(run => run.Outcome is null && (command.Plan is null || IsCalled(run, command.Plan))))
        {
            await log.DoneAsync(command, ActivityKind.Cancel, run, cancellationToken);
            await runs.RequestCancelAsync(run.RunId, cancellationToken);
        }
    }

    private static bool IsCalled(RunRecord run, string name) =>
        run.Plan == name || Path.GetFileNameWithoutExtension(run.PullRequest!.PlanPath) == name;
}
