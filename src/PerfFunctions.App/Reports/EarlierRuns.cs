using PerfFunctions.App.Baselines;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.App.Reports;

/// <summary>Finds the runs that the diagnosis of a run looks back at.</summary>
public sealed class EarlierRuns(VerdictStore verdicts, BaselineStore baselines, RunStore runs, RunBlobs blobs)
{
    // Runs of other pull requests lie in between; each that is looked at costs a read.
    private const int MaxLookedAt = 20;

    /// <summary>Both runs, each null for none; a run that was never measured has neither.</summary>
    public async Task<(RunSummary? LastGood, RunSummary? Previous)> FindAsync(RunRecord run, CancellationToken cancellationToken) =>
        await verdicts.ConditionsAsync(run.Plan, run.RunId, cancellationToken) is { } conditions
            ? (await LastGoodAsync(run, conditions.Key(), cancellationToken), await PreviousAsync(run, conditions.Key(), cancellationToken))
            : (null, null);

    // The newest run before this one that later runs are compared with, under the same conditions.
    private async Task<RunSummary?> LastGoodAsync(RunRecord run, string conditionsKey, CancellationToken cancellationToken)
    {
        BaselineRun? newest = await baselines.UnderAsync(run.Plan, conditionsKey, run.RunId, most: 1, cancellationToken)
            .FirstOrDefaultAsync(cancellationToken);
        return newest is null ? null : await blobs.FindSummaryAsync(newest.RunId, cancellationToken);
    }

    // The run before this one under the same conditions: of the same pull request, or of none like this one. It may have failed, as
    // what it recommended is what this one may have followed.
    private async Task<RunSummary?> PreviousAsync(RunRecord run, string conditionsKey, CancellationToken cancellationToken)
    {
        foreach (string id in await verdicts.BeforeAsync(run.Plan, run.RunId, conditionsKey, MaxLookedAt, cancellationToken))
        {
            if (await runs.FindAsync(id, cancellationToken) is { } earlier && earlier.PullRequest?.Number == run.PullRequest?.Number &&
                await blobs.FindSummaryAsync(id, cancellationToken) is { } summary)
            {
                return summary;
            }
        }

        return null;
    }
}
