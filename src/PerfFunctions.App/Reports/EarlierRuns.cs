using PerfFunctions.App.Baselines;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.App.Reports;

/// <summary>Finds the runs that the diagnosis of a run looks back at.</summary>
public sealed class EarlierRuns(VerdictStore verdicts, RunStore runs, RunBlobs blobs)
{
    // Runs of other pull requests lie in between; each that is looked at costs a read.
    private const int MaxLookedAt = 20;

    /// <summary>The newest run before this one that later runs are compared with, under the same conditions; null for none.</summary>
    public async Task<RunSummary?> LastGoodAsync(RunRecord run, CancellationToken cancellationToken)
    {
        if (await verdicts.ConditionsAsync(run.Plan, run.RunId, cancellationToken) is not { } conditions)
        {
            return null;
        }

        IReadOnlyList<BaselineRun> all = await verdicts.BaselinesAsync(run.Plan, cancellationToken);
        return VerdictStore.PoolOf([.. all.Where(r => IsBefore(r.RunId, run))], conditions.Key(), except: run.RunId) is [var newest, ..]
            ? await blobs.FindSummaryAsync(newest.RunId, cancellationToken)
            : null;
    }

    /// <summary>
    /// The run before this one under the same conditions: of the same pull request, or of none like this one; null for none. It may
    /// have failed, as what it recommended is what this one may have followed.
    /// </summary>
    public async Task<RunSummary?> PreviousAsync(RunRecord run, CancellationToken cancellationToken)
    {
        if (await verdicts.ConditionsAsync(run.Plan, run.RunId, cancellationToken) is not { } conditions)
        {
            return null;
        }

        foreach (string id in await verdicts.BeforeAsync(run.Plan, run.RunId, conditions.Key(), MaxLookedAt, cancellationToken))
        {
            if (await runs.FindAsync(id, cancellationToken) is { } earlier && earlier.PullRequest?.Number == run.PullRequest?.Number &&
                await blobs.FindSummaryAsync(id, cancellationToken) is { } summary)
            {
                return summary;
            }
        }

        return null;
    }

    // Ids begin with the time of the run.
    private static bool IsBefore(string runId, RunRecord run) => string.CompareOrdinal(runId, run.RunId) < 0;
}
