using Azure;
using Azure.Data.Tables;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Storage;

namespace PerfFunctions.App.Plans;

/// <summary>A stored plan, without its text.</summary>
/// <param name="Name">Plan name.</param>
/// <param name="Nightly">Six-field NCRONTAB expression, UTC; null when it only runs on demand.</param>
/// <param name="UpdatedAt">When it was stored last.</param>
/// <param name="CheckedUntil">Its schedule has been seen to up to this instant.</param>
public sealed record StoredPlan(string Name, string? Nightly, DateTimeOffset UpdatedAt, DateTimeOffset CheckedUntil);

/// <summary>Keeps stored plans: a row for the schedule, a blob for the text.</summary>
public sealed class PlanStore(ResultStorage storage, RunBlobs blobs)
{
    private TableClient Table => storage.Plans;

    /// <summary>Stores a valid plan under its name, in the place of an earlier one.</summary>
    public async Task SaveAsync(string name, string text, string? nightly, DateTimeOffset at, CancellationToken cancellation)
    {
        // The text first: a row without a text could be due with nothing to run.
        await blobs.SaveStoredPlanAsync(name, text, cancellation);
        await Table.UpsertEntityAsync(
            new TableEntity(TableKeys.Plan, name) { ["Nightly"] = nightly, ["UpdatedAt"] = at, ["CheckedUntil"] = at },
            TableUpdateMode.Replace, cancellation);
    }

    /// <summary>A stored plan; null when there is none of this name.</summary>
    public async Task<StoredPlan?> FindAsync(string name, CancellationToken cancellation)
    {
        NullableResponse<TableEntity> found = await Table.GetEntityIfExistsAsync<TableEntity>(
            TableKeys.Plan, name, cancellationToken: cancellation);
        return found.HasValue ? Read(found.Value!) : null;
    }

    /// <summary>The text of a stored plan; null when there is none of this name.</summary>
    public Task<string?> FindTextAsync(string name, CancellationToken cancellation) => blobs.FindStoredPlanAsync(name, cancellation);

    /// <summary>All stored plans, by name.</summary>
    public async Task<IReadOnlyList<StoredPlan>> ListAsync(CancellationToken cancellation)
    {
        List<StoredPlan> plans = [];
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.Plan}");
        await foreach (TableEntity row in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            plans.Add(Read(row));
        }

        return plans;
    }

    /// <summary>Says that a schedule has been seen to up to an instant.</summary>
    public async Task SetCheckedUntilAsync(string name, DateTimeOffset instant, CancellationToken cancellation)
    {
        try
        {
            await Table.UpdateEntityAsync(
                new TableEntity(TableKeys.Plan, name) { ["CheckedUntil"] = instant }, ETag.All, TableUpdateMode.Merge, cancellation);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // It was deleted meanwhile.
        }
    }

    /// <summary>Forgets a stored plan; false when there was none.</summary>
    public async Task<bool> DeleteAsync(string name, CancellationToken cancellation)
    {
        if (await FindAsync(name, cancellation) is null)
        {
            return false;
        }

        await Table.DeleteEntityAsync(TableKeys.Plan, name, cancellationToken: cancellation);
        await blobs.DeleteStoredPlanAsync(name, cancellation);
        return true;
    }

    private static StoredPlan Read(TableEntity row) => new(
        row.RowKey,
        row.GetString("Nightly"),
        row.GetDateTimeOffset("UpdatedAt")!.Value,
        row.GetDateTimeOffset("CheckedUntil")!.Value);
}
