using PerfFunctions.App.CodeHosts;

namespace PerfFunctions.App.Runs;

/// <summary>Reads the runs of a pull request and of a commit, newest first.</summary>
public sealed class PullRequestRuns(RunStore runs, PullRequestIndex index)
{
    // Runs of a pull request end in minutes: what is further back has ended.
    private const int MaxExamined = 50;

    /// <summary>Runs of the pull request.</summary>
    public async Task<IReadOnlyList<RunRecord>> OfPullRequestAsync(
        PullRequestContext where, CancellationToken cancellationToken) =>
        await ReadAsync(await index.OfPullRequestAsync(where, cancellationToken), cancellationToken);

    /// <summary>Runs of the head's commit.</summary>
    public async Task<IReadOnlyList<RunRecord>> OfCommitAsync(PullRequestContext where, CancellationToken cancellationToken) =>
        await ReadAsync(await index.OfCommitAsync(where, cancellationToken), cancellationToken);

    /// <summary>The run of an id that comes from outside; null where it is of another repository, or there is none.</summary>
    public async Task<RunRecord?> FindAsync(PullRequestContext where, string runId, CancellationToken cancellationToken) =>
        await runs.FindAsync(runId, cancellationToken) is { PullRequest: { } of } run &&
        of.Host == where.Host &&
        string.Equals(of.Owner, where.Owner, StringComparison.OrdinalIgnoreCase) &&
        string.Equals(of.Repository, where.Repository, StringComparison.OrdinalIgnoreCase)
            ? run
            : null;

    private async Task<IReadOnlyList<RunRecord>> ReadAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        List<RunRecord> found = [];
        foreach (string id in ids.Take(MaxExamined))
        {
            if (await runs.FindAsync(id, cancellationToken) is { } run)
            {
                found.Add(run);
            }
        }

        return found;
    }
}
