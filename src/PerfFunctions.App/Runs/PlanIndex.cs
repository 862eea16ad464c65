using Azure.Data.Tables;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.App.Runs;

/// <summary>Finds the runs of a plan, newest first.</summary>
public sealed class PlanIndex(ResultStorage storage)
{
    private TableClient Table => storage.Runs;

    /// <summary>Adds a run to its plan's; what only stands for a name until the plan is read has none.</summary>
    public Task AddAsync(string plan, string runId, CancellationToken cancellationToken) => PlanNames.IsValid(plan)
        ? Table.UpsertEntityAsync(
            new TableEntity(TableKeys.RunsOf(plan), TableKeys.NewestFirst(runId)) { ["RunId"] = runId }, TableUpdateMode.Replace, cancellationToken)
        : Task.CompletedTask;

    /// <summary>Ids of a plan's runs, also of some that are gone or have another name by now.</summary>
    /// <param name="plan">Plan name.</param>
    /// <param name="after">Only runs older than this one; null for all.</param>
    /// <param name="count">How many are likely to be read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public IAsyncEnumerable<string> ListAsync(string plan, string? after, int count, CancellationToken cancellationToken)
    {
        string from = after is null ? "" : TableKeys.NewestFirst(after);
        return Table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.RunsOf(plan)} and RowKey gt {from}"), count,
            cancellationToken: cancellationToken).Select(row => row.GetString("RunId"));
    }

    /// <summary>Forgets a run.</summary>
    public Task DeleteAsync(string plan, string runId, CancellationToken cancellationToken) =>
        Table.DeleteEntityAsync(TableKeys.RunsOf(plan), TableKeys.NewestFirst(runId), cancellationToken: cancellationToken);
}
