using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using PerfFunctions.Api;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.ActivityLogs;

/// <summary>Keeps who did what, newest first. Rows are added and, past their retention, purged; none is ever changed.</summary>
public sealed class ActivityLog(ResultStorage storage)
{
    // A reason can hold a whole plan's worth of refusals; a column of a table holds 32 k characters.
    private const int LongestText = 8_000;

    private TableClient Table => storage.ActivityLog;

    /// <summary>Adds what happens once.</summary>
    public Task AddAsync(ActivityEntry entry, CancellationToken cancellationToken) =>
        AddAsync(TableKeys.Audit(TableKeys.RunId(entry.At, RandomNumberGenerator.GetHexString(8, lowercase: true)), entry.What.ToString()), entry,
            cancellationToken);

    /// <summary>Adds what happens once to a run, however often the work behind it is repeated.</summary>
    public Task AddOnceAsync(string runId, ActivityEntry entry, CancellationToken cancellationToken) =>
        AddAsync(TableKeys.Audit(runId, entry.What + (entry.Refused is null ? "" : nameof(entry.Refused))), entry,
            cancellationToken);

    /// <summary>A page of entries, newest first, each with what its page is continued after.</summary>
    /// <param name="from">Not before; null for any.</param>
    /// <param name="to">Not after; null for any.</param>
    /// <param name="after">The last of the page before; null for the first page.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<(string Key, ActivityEntry Entry)>> ListAsync(
        DateTimeOffset? from, DateTimeOffset? to, string? after, int count, CancellationToken cancellationToken)
    {
        string first = to is { } last ? TableKeys.AuditFrom(last) : "";
        string end = from is { } earliest ? TableKeys.AuditEnd(earliest) : TableKeys.AuditEnd(DateTimeOffset.MinValue);
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {TableKeys.ActivityLog} and RowKey gt {after ?? ""} and RowKey ge {first} and RowKey lt {end}");
        return await Table.QueryAsync<TableEntity>(filter, count, cancellationToken: cancellationToken)
            .Take(count).Select(row => (row.RowKey, Read(row))).ToListAsync(cancellationToken);
    }

    /// <summary>Forgets what is older than an instant.</summary>
    public Task PurgeAsync(DateTimeOffset limit, CancellationToken cancellationToken) => TablePurge.WhereAsync(
        Table, TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.ActivityLog} and RowKey ge {TableKeys.AuditEnd(limit)}"),
        cancellationToken);

    private async Task AddAsync(string key, ActivityEntry entry, CancellationToken cancellationToken)
    {
        ActivityEntry cut = entry.Refused is { Length: > LongestText } text ? entry with { Refused = text[..LongestText] + "…" } : entry;
        try
        {
            await Table.AddEntityAsync(
                new TableEntity(TableKeys.ActivityLog, key) { ["Entry"] = JsonSerializer.Serialize(cut, PerfJson.Options) }, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // It was written already.
        }
    }

    private static ActivityEntry Read(TableEntity row) => JsonSerializer.Deserialize<ActivityEntry>(row.GetString("Entry"), PerfJson.Options)!;
}
