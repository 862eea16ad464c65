using PerfFunctions.Api;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Runs;

namespace PerfFunctions.App.PullRequests;

/// <summary>Finds where a deployed commit belongs, and whether it may be measured.</summary>
public sealed class DeployedCommits(RunStore runs, PullRequestIndex index, PullRequestRuns others, ICodeHosts hosts)
{
    /// <summary>
    /// The run with the pull request whose head its deployed commit is, so that readers of that pull request find the verdict
    /// there. Without one, whether the commit may come from a fork is kept. Safe to repeat.
    /// </summary>
    public async Task<RunRecord> FindPullRequestAsync(RunRecord run, CancellationToken cancellationToken)
    {
        if (run.Trigger != RunTrigger.Deployment || run.PullRequest is not { Number: null, BaseSha: null } of || run.CancelRequested)
        {
            return run;
        }

        IPullRequests pullRequests = hosts.Of(of).PullRequests;
        if (await pullRequests.FindOfCommitAsync(of, cancellationToken) is not { } found)
        {
            await runs.SetPullRequestAsync(
                run.RunId, of with { IsUnknown = !await pullRequests.IsHeldAsync(of, cancellationToken) }, cancellationToken);
            return run;
        }

        RunRecord known = run with { PullRequest = found with { Branch = of.Branch, ChangedAt = of.ChangedAt } };
        await index.AddAsync(known, cancellationToken);
        await runs.SetPullRequestAsync(run.RunId, known.PullRequest, cancellationToken);
        return known;
    }

    /// <summary>Whether a fork's commit has the label that approves it. If it comes later, its run finds the address here.</summary>
    public async Task<bool> IsVouchedForAsync(PullRequestContext of, CancellationToken cancellationToken) =>
        (await others.OfCommitAsync(of, cancellationToken)).Any(run => run.Trigger == RunTrigger.Command);
}
