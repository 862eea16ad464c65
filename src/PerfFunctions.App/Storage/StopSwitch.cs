using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using PerfFunctions.App.Access;
using PerfFunctions.App.Guards;
using PerfFunctions.Engine;

namespace PerfFunctions.App.Storage;

/// <summary>Keeps the switch that stops everything: one row, so that a look at it is one point read.</summary>
public sealed class StopSwitch(ResultStorage storage)
{
    private TableClient Table => storage.Guards;

    /// <summary>The last stop, released or not; null where there never was one.</summary>
    public async Task<StopState?> FindAsync(CancellationToken cancellation)
    {
        NullableResponse<TableEntity> found = await Table.GetEntityIfExistsAsync<TableEntity>(TableKeys.Stop, TableKeys.Stop, cancellationToken: cancellation);
        return found.HasValue ? Read(found.Value!) : null;
    }

    /// <summary>Stops everything.</summary>
    public async Task StopAsync(StopState state, CancellationToken cancellation) => await Table.UpsertEntityAsync(
        new TableEntity(TableKeys.Stop, TableKeys.Stop)
        {
            ["At"] = state.At,
            ["Why"] = state.Why,
            ["By"] = JsonSerializer.Serialize(state.By, PerfJson.Options),
        },
        TableUpdateMode.Replace, cancellation);

    /// <summary>Lets runs again; false, and nothing is changed, when everything was stopped anew since the state was read.</summary>
    public async Task<bool> ReleaseAsync(StopState seen, DateTimeOffset at, Caller by, CancellationToken cancellation)
    {
        var change = new TableEntity(TableKeys.Stop, TableKeys.Stop) { ["ReleasedAt"] = at, ["ReleasedBy"] = JsonSerializer.Serialize(by, PerfJson.Options) };
        try
        {
            await Table.UpdateEntityAsync(change, seen.Version, TableUpdateMode.Merge, cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            return false;
        }
    }

    private static StopState Read(TableEntity row) => new(row.GetDateTimeOffset("At")!.Value, row.GetString("Why"), Person(row, "By")!)
    {
        Version = row.ETag,
        ReleasedAt = row.GetDateTimeOffset("ReleasedAt"),
        ReleasedBy = Person(row, "ReleasedBy"),
    };

    private static Caller? Person(TableEntity row, string column) =>
        row.GetString(column) is { } json ? JsonSerializer.Deserialize<Caller>(json, PerfJson.Options) : null;
}
