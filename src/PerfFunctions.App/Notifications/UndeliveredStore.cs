using Azure.Data.Tables;
using PerfFunctions.App.Storage;

namespace PerfFunctions.App.Notifications;

/// <summary>Keeps which reports never reached their pull request, for someone to look after.</summary>
public sealed class UndeliveredStore(ResultStorage storage)
{
    /// <summary>Adds a run.</summary>
    public Task AddAsync(
        string runId, string problem, CancellationToken cancellationToken) => storage.Undelivered.UpsertEntityAsync(
        new TableEntity(TableKeys.Run, TableKeys.NewestFirst(runId)) { ["RunId"] = runId, ["Problem"] = problem },
        TableUpdateMode.Replace, cancellationToken);

    /// <summary>The newest of them, at most <paramref name="most"/>.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(int most, CancellationToken cancellationToken) =>
        await storage.Undelivered.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.Run}"), most, cancellationToken: cancellationToken)
            .Take(most).Select(row => row.GetString("RunId")).ToListAsync(cancellationToken);

    /// <summary>Forgets a run.</summary>
    public Task DeleteAsync(string runId, CancellationToken cancellationToken) =>
        storage.Undelivered.DeleteEntityAsync(TableKeys.Run, TableKeys.NewestFirst(runId), cancellationToken: cancellationToken);
}
