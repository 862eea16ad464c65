using Azure.Data.Tables;
using PerfFunctions.App.Storage;

namespace PerfFunctions.App.Notifications;

/// <summary>Keeps which reports never reached their pull request, for someone to look after.</summary>
public sealed class UntoldStore(ResultStorage storage)
{
    /// <summary>Adds a run.</summary>
    public Task AddAsync(string runId, string problem, CancellationToken cancellation) => storage.Untold.UpsertEntityAsync(
        new TableEntity(TableKeys.Run, TableKeys.NewestFirst(runId)) { ["RunId"] = runId, ["Problem"] = problem },
        TableUpdateMode.Replace, cancellation);

    /// <summary>The newest of them, at most <paramref name="most"/>.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(int most, CancellationToken cancellation) =>
        await storage.Untold.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.Run}"), most, cancellationToken: cancellation)
            .Take(most).Select(row => row.GetString("RunId")).ToListAsync(cancellation);

    /// <summary>Forgets a run.</summary>
    public Task DeleteAsync(string runId, CancellationToken cancellation) =>
        storage.Untold.DeleteEntityAsync(TableKeys.Run, TableKeys.NewestFirst(runId), cancellationToken: cancellation);
}
