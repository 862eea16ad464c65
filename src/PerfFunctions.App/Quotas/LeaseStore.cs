using Azure;
using Azure.Data.Tables;
using PerfFunctions.App.Storage;

namespace PerfFunctions.App.Quotas;

/// <summary>
/// Keeps what runs in progress have taken. Whoever takes changes the ledger in the same transaction, and only as they have
/// read it: of two that decide by the same leases, one decides again.
/// </summary>
public sealed class LeaseStore(ResultStorage storage)
{
    private TableClient Table => storage.Guards;

    /// <summary>All leases, those that have run out too.</summary>
    public async Task<IReadOnlyList<RunLease>> ListAsync(CancellationToken cancellationToken) =>
        await Table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.Lease} and RowKey ne {TableKeys.Ledger}"),
            cancellationToken: cancellationToken)
            .Select(Read).ToListAsync(cancellationToken);

    /// <summary>The state of the ledger; null before the first taking. To be read before the leases that are decided by.</summary>
    public async Task<ETag?> FindLedgerAsync(CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found =
            await Table.GetEntityIfExistsAsync<TableEntity>(TableKeys.Lease, TableKeys.Ledger, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value!.ETag : null;
    }

    /// <summary>Takes a lease; false when the ledger has changed since it was read.</summary>
    public async Task<bool> TakeAsync(RunLease lease, ETag? ledger, CancellationToken cancellationToken)
    {
        var row = new TableEntity(TableKeys.Lease, lease.RunId)
        {
            ["Hosts"] = string.Join(',', lease.Hosts),
            ["Estimated"] = (double)lease.Estimated,
            ["Until"] = lease.Until,
            ["Rate"] = lease.Rate,
            ["Users"] = lease.Users,
        };
        var changed = new TableEntity(TableKeys.Lease, TableKeys.Ledger) { ["LastRun"] = lease.RunId };
        TableTransactionAction change = ledger is { } seen
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, changed, seen)
            : new TableTransactionAction(TableTransactionActionType.Add, changed);
        try
        {
            await Table.SubmitTransactionAsync(
                [change, new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)], cancellationToken);
            return true;
        }
        catch (TableTransactionFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Lets a lease go on; does nothing where it was given back.</summary>
    public async Task RenewAsync(string runId, DateTimeOffset until, CancellationToken cancellationToken)
    {
        try
        {
            await Table.UpdateEntityAsync(
                new TableEntity(TableKeys.Lease, runId) { ["Until"] = until }, ETag.All, TableUpdateMode.Merge, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // A lease that is given back stays so: work that outlives its run by a moment must not bring it back.
        }
    }

    /// <summary>Gives a lease back; does nothing where there is none.</summary>
    public Task ReleaseAsync(string runId, CancellationToken cancellationToken) =>
        Table.DeleteEntityAsync(TableKeys.Lease, runId, cancellationToken: cancellationToken);

    /// <summary>Takes away a lease that has run out; does nothing where it was renewed meanwhile.</summary>
    public async Task ExpireAsync(RunLease lease, CancellationToken cancellationToken)
    {
        try
        {
            await Table.DeleteEntityAsync(TableKeys.Lease, lease.RunId, lease.Version, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            // Its run has come back; it counts from the next look on.
        }
    }

    private static RunLease Read(TableEntity row) => new(
        row.RowKey, row.GetString("Hosts").Split(',', StringSplitOptions.RemoveEmptyEntries), (decimal)row.GetDouble("Estimated")!.Value,
        row.GetDateTimeOffset("Until")!.Value)
    {
        Rate = row.GetDouble("Rate") ?? 0,
        Users = row.GetDouble("Users") ?? 0,
        Version = row.ETag,
    };
}
