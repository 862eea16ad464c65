using PerfFunctions.Api;
using PerfFunctions.App.Baselines;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.App.PullRequests;

/// <summary>Accepts runs for a person.</summary>
public sealed class AcceptCommand(RunBlobs blobs, BaselineStore baselines, PullRequestRuns others, ICodeHosts hosts, CommandLog log)
{
    /// <summary>Makes a run what later ones of its plan are compared with; gives why not, or null. Safe to repeat.</summary>
    public async Task<string?> AcceptAsync(PullRequestCommand command, CancellationToken cancellationToken)
    {
        if (await others.FindAsync(command.Where, command.OfRun!, cancellationToken) is not { Outcome: not null } run ||
            await blobs.FindSummaryAsync(run.RunId, cancellationToken) is not RunSummary { Degraded: false })
        {
            return "only a run that has ended and is not degraded can be a baseline";
        }

        await log.DoneAsync(command, ActivityKind.AcceptBaseline, run, cancellationToken);
        await baselines.AcceptAsync(run.Plan, run.RunId, cancellationToken);
        ICommitStatuses statuses = hosts.Of(run.PullRequest!).Statuses;
        await statuses.SayAcceptedAsync(run.PullRequest!, run.RunId, run.Plan, command.Sender, cancellationToken);
        return null;
    }
}
