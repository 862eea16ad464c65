using PerfFunctions.App.Notifications;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Intervals;

namespace PerfFunctions.App.Triggers;

/// <summary>Deletes all that is stored of a run but its durable history, its costs and who requested it.</summary>
public sealed class RunPurge(
    RunStore runs, RunBlobs blobs, IntervalStore intervals, StartBarrier barrier, PullRequestIndex index,
    UndeliveredStore undelivered)
{
    /// <summary>Runs that were created before an instant.</summary>
    public IAsyncEnumerable<RunRecord> OlderThanAsync(DateTimeOffset limit, CancellationToken cancellationToken) =>
        runs.OlderThanAsync(limit, cancellationToken);

    /// <summary>Deletes a run. Its row goes last, so a purge that was cut off is taken up again.</summary>
    public async Task DeleteAsync(RunRecord run, CancellationToken cancellationToken)
    {
        await intervals.DeleteAsync(run.RunId, cancellationToken);
        await barrier.DeleteAsync(run.RunId, cancellationToken);
        await blobs.DeleteAsync(run.RunId, cancellationToken);
        await undelivered.DeleteAsync(run.RunId, cancellationToken);
        if (run.PullRequest is not null)
        {
            await index.DeleteAsync(run, cancellationToken);
        }

        await runs.DeleteAsync(run, cancellationToken);
    }
}
