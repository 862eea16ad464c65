using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Storage;

namespace PerfFunctions.App.Runs;

/// <summary>Finds the runs of a pull request, of a commit and of a deployed branch, newest first.</summary>
public sealed class PullRequestIndex(ResultStorage storage)
{
    /// <summary>Adds a run. Comes before its work, so that none in progress is missed.</summary>
    public async Task AddAsync(RunRecord run, CancellationToken cancellationToken)
    {
        foreach (string partition in Partitions(run.PullRequest!))
        {
            var row = new TableEntity(partition, TableKeys.NewestFirst(run.RunId)) { ["RunId"] = run.RunId };
            await storage.PullRequests.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        }
    }

    /// <summary>Runs of the pull request.</summary>
    public Task<IReadOnlyList<string>> OfPullRequestAsync(PullRequestContext where, CancellationToken cancellationToken) =>
        ListAsync(Partition(where, $"{where.Number}"), cancellationToken);

    /// <summary>Runs of the head's commit.</summary>
    public Task<IReadOnlyList<string>> OfCommitAsync(PullRequestContext where, CancellationToken cancellationToken) =>
        ListAsync(Partition(where, where.HeadSha), cancellationToken);

    /// <summary>Runs of what was deployed from the same branch to the same environment.</summary>
    public Task<IReadOnlyList<string>> OfDeploymentAsync(PullRequestContext where, CancellationToken cancellationToken) =>
        ListAsync(Partition(where, Deployed(where)), cancellationToken);

    /// <summary>Forgets a run.</summary>
    public async Task DeleteAsync(RunRecord run, CancellationToken cancellationToken)
    {
        foreach (string partition in Partitions(run.PullRequest!))
        {
            await storage.PullRequests.DeleteEntityAsync(partition, TableKeys.NewestFirst(run.RunId), cancellationToken: cancellationToken);
        }
    }

    private async Task<IReadOnlyList<string>> ListAsync(string partition, CancellationToken cancellationToken)
    {
        AsyncPageable<TableEntity> rows = storage.PullRequests.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken: cancellationToken);
        return await rows.Select(row => row.GetString("RunId")).ToListAsync(cancellationToken);
    }

    private static IEnumerable<string> Partitions(PullRequestContext of)
    {
        yield return Partition(of, of.HeadSha);
        if (of.Number is { } number)
        {
            yield return Partition(of, $"{number}");
        }

        if (of.Environment is not null)
        {
            yield return Partition(of, Deployed(of));
        }
    }

    // Names of branches and environments may hold what a key must not.
    private static string Deployed(PullRequestContext of) =>
        $"deployed-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{of.Branch}\n{of.Environment}")))}";

    // GitHub ignores case in repository names. Two hosts may have a repository of the same name.
    private static string Partition(PullRequestContext of, string which) =>
        $"{(of.Host is null ? "" : $"{of.Host}:")}{of.Owner}:{of.Repository}:{which}".ToLowerInvariant();
}
