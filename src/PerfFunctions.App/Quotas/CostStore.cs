using Azure.Data.Tables;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Costs;

namespace PerfFunctions.App.Quotas;

/// <summary>What a run came to, in the sum of its month.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="Cost">What it cost.</param>
public sealed record CostRow(string RunId, string Plan, RunCost Cost);

/// <summary>Keeps what runs came to, by month.</summary>
public sealed class CostStore(ResultStorage storage)
{
    /// <summary>Adds a run to its month; once, however often that is repeated.</summary>
    public Task AddAsync(string month, CostRow row, CancellationToken cancellationToken) => storage.Costs.UpsertEntityAsync(
        new TableEntity(month, TableKeys.NewestFirst(row.RunId))
        {
            ["RunId"] = row.RunId,
            ["Plan"] = row.Plan,
            ["Estimated"] = (double)row.Cost.Estimated,
            ["Actual"] = (double)row.Cost.Actual!.Value,
            ["Currency"] = row.Cost.Currency,
        },
        TableUpdateMode.Replace, cancellationToken);

    /// <summary>All runs of a month, newest first.</summary>
    /// <param name="month">Such as <c>2026-03</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<CostRow>> ListAsync(string month, CancellationToken cancellationToken) =>
        await storage.Costs.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {month}"), cancellationToken: cancellationToken)
            .Select(Read).ToListAsync(cancellationToken);

    /// <summary>Forgets the months before that of an instant.</summary>
    public Task PurgeAsync(DateTimeOffset limit, CancellationToken cancellationToken) =>
        TablePurge.WhereAsync(storage.Costs, TableClient.CreateQueryFilter($"PartitionKey lt {TableKeys.Month(limit)}"), cancellationToken);

    private static CostRow Read(TableEntity row) => new(
        row.GetString("RunId"),
        row.GetString("Plan"),
        new RunCost((decimal)row.GetDouble("Estimated")!.Value, (decimal)row.GetDouble("Actual")!.Value, row.GetString("Currency")));
}
