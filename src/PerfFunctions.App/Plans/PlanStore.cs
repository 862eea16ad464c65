using System.Text.Json.Serialization;
using Azure;
using Azure.Data.Tables;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;

namespace PerfFunctions.App.Plans;

/// <summary>A stored plan, without its text.</summary>
/// <param name="Name">Plan name.</param>
/// <param name="Schedule">Six-field NCRONTAB expression, UTC; null when it only runs on demand.</param>
/// <param name="UpdatedAt">When it was stored last.</param>
/// <param name="CheckedUntil">Its schedule has been seen to up to this instant.</param>
public sealed record StoredPlan(string Name, string? Schedule, DateTimeOffset UpdatedAt, DateTimeOffset CheckedUntil)
{
    /// <summary>Profile of its scheduled runs; null for none.</summary>
    public string? Profile { get; init; }

    /// <summary>When its schedule starts it next; null when it only runs on demand.</summary>
    public DateTimeOffset? NextRunAt { get; init; }

    /// <summary>Which of its versions is the present one.</summary>
    [JsonIgnore]
    public string Version { get; init; } = "";
}

/// <summary>Keeps stored plans: a row for the schedule and the version, blobs for the text and its files.</summary>
public sealed class PlanStore(ResultStorage storage, StoredPlanBlobs blobs)
{
    private TableClient Table => storage.Plans;

    /// <summary>Stores a valid plan under its name, in the place of an earlier one.</summary>
    public async Task SaveAsync(
        string name, PlanSource plan, Schedule? schedule, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // The text first: a row without a text could be due with nothing to run.
        string version = StoredPlanBlobs.VersionOf(plan);
        await blobs.SaveAsync(name, version, plan, cancellationToken);
        await Table.UpsertEntityAsync(
            new TableEntity(TableKeys.Plan, name)
            {
                ["Schedule"] = schedule?.Cron,
                ["Profile"] = schedule?.Profile,
                ["UpdatedAt"] = at,
                ["CheckedUntil"] = at,
                ["Version"] = version,
            },
            TableUpdateMode.Replace, cancellationToken);
        await blobs.DeleteAsync(name, kept: version, cancellationToken);
    }

    /// <summary>A stored plan; null when there is none of this name.</summary>
    public async Task<StoredPlan?> FindAsync(string name, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found = await Table.GetEntityIfExistsAsync<TableEntity>(
            TableKeys.Plan, name, cancellationToken: cancellationToken);
        return found.HasValue ? Read(found.Value!) : null;
    }

    /// <summary>The text of a stored plan; null when there is none of this name.</summary>
    public async Task<string?> FindTextAsync(string name, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken) is { } plan ? await blobs.ReadTextAsync(name, plan.Version, cancellationToken) : null;

    /// <summary>A stored plan as it was written; null when there is none of this name.</summary>
    public async Task<PlanSource?> FindSourceAsync(string name, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken) is { } plan ? await blobs.ReadAsync(name, plan.Version, cancellationToken) : null;

    /// <summary>The files beside a stored plan; null when there is no plan of this name.</summary>
    /// <param name="name">Plan name.</param>
    /// <param name="isLoaded">Whose contents are loaded.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<PlanFile>?> FindFilesAsync(
        string name, Func<PlanFile, bool> isLoaded, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken) is { } plan
            ? [.. (await blobs.ReadFilesAsync(name, plan.Version, isLoaded, cancellationToken)).All]
            : null;

    /// <summary>All stored plans, by name.</summary>
    public async Task<IReadOnlyList<StoredPlan>> ListAsync(CancellationToken cancellationToken)
    {
        List<StoredPlan> plans = [];
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.Plan}");
        await foreach (TableEntity row in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            plans.Add(Read(row));
        }

        return plans;
    }

    /// <summary>Says that a schedule has been seen to up to an instant.</summary>
    public async Task SetCheckedUntilAsync(string name, DateTimeOffset instant, CancellationToken cancellationToken)
    {
        try
        {
            await Table.UpdateEntityAsync(
                new TableEntity(TableKeys.Plan, name) { ["CheckedUntil"] = instant }, ETag.All, TableUpdateMode.Merge, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // It was deleted meanwhile.
        }
    }

    /// <summary>Forgets a stored plan; false when there was none.</summary>
    public async Task<bool> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is null)
        {
            return false;
        }

        await Table.DeleteEntityAsync(TableKeys.Plan, name, cancellationToken: cancellationToken);
        await blobs.DeleteAsync(name, kept: null, cancellationToken);
        return true;
    }

    private static StoredPlan Read(TableEntity row) => new(
        row.RowKey,
        row.GetString("Schedule"),
        row.GetDateTimeOffset("UpdatedAt")!.Value,
        row.GetDateTimeOffset("CheckedUntil")!.Value)
    {
        Profile = row.GetString("Profile"),
        Version = row.GetString("Version"),
    };
}
