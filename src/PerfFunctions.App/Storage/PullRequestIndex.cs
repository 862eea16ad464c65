using Azure;
using Azure.Data.Tables;
using PerfFunctions.App.GitHub;

namespace PerfFunctions.App.Storage;

/// <summary>Finds the runs of a pull request and of a commit, newest first.</summary>
public sealed class PullRequestIndex(ResultStorage storage)
{
    /// <summary>Adds a run. Comes before its work, so that none under way is missed.</summary>
    public async Task AddAsync(RunRecord run, CancellationToken cancellation)
    {
        foreach (string partition in Partitions(run.PullRequest!))
        {
            var row = new TableEntity(partition, TableKeys.NewestFirst(run.RunId)) { ["RunId"] = run.RunId };
            await storage.PullRequests.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
        }
    }

    /// <summary>Runs of the pull request.</summary>
    public Task<IReadOnlyList<string>> OfPullRequestAsync(PullRequestContext where, CancellationToken cancellation) =>
        ListAsync(Partition(where, $"{where.Number}"), cancellation);

    /// <summary>Runs of the head's commit.</summary>
    public Task<IReadOnlyList<string>> OfCommitAsync(PullRequestContext where, CancellationToken cancellation) =>
        ListAsync(Partition(where, where.HeadSha), cancellation);

    /// <summary>Forgets a run.</summary>
    public async Task DeleteAsync(RunRecord run, CancellationToken cancellation)
    {
        foreach (string partition in Partitions(run.PullRequest!))
        {
            await storage.PullRequests.DeleteEntityAsync(partition, TableKeys.NewestFirst(run.RunId), cancellationToken: cancellation);
        }
    }

    private async Task<IReadOnlyList<string>> ListAsync(string partition, CancellationToken cancellation)
    {
        AsyncPageable<TableEntity> rows = storage.PullRequests.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken: cancellation);
        return await rows.Select(row => row.GetString("RunId")).ToListAsync(cancellation);
    }

    private static IEnumerable<string> Partitions(PullRequestContext of) =>
        of.Number is null ? [Partition(of, of.HeadSha)] : [Partition(of, $"{of.Number}"), Partition(of, of.HeadSha)];

    // Case does not tell repositories apart at GitHub. Two hosts may have a repository of one name.
    private static string Partition(PullRequestContext of, string which) =>
        $"{(of.Host is null ? "" : $"{of.Host}:")}{of.Owner}:{of.Repository}:{which}".ToLowerInvariant();
}
