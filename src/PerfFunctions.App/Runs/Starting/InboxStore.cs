using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Runs.Starting;

/// <summary>Keeps deliveries that were answered and have not been worked on: a row each, in one partition.</summary>
public sealed class InboxStore(ResultStorage storage)
{
    // A column of a table holds 32 k characters.
    private const int LongestText = 30_000;

    private TableClient Table => storage.Deliveries;

    /// <summary>Adds a delivery, unless it is there.</summary>
    /// <returns>The run of the delivery that is there; null when that has just been worked on.</returns>
    /// <exception cref="InvalidOperationException">The delivery is too large for a row.</exception>
    public async Task<string?> AddAsync(InboxItem item, CancellationToken cancellationToken)
    {
        string text = JsonSerializer.Serialize(item, PerfJson.Options);
        if (text.Length > LongestText)
        {
            throw new InvalidOperationException($"The delivery takes {text.Length} characters to store; at most {LongestText} are allowed.");
        }

        try
        {
            await Table.AddEntityAsync(new TableEntity(TableKeys.Inbox, KeyOf(item)) { ["Item"] = text }, cancellationToken);
            return item.RunId;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            NullableResponse<TableEntity> first =
                await Table.GetEntityIfExistsAsync<TableEntity>(TableKeys.Inbox, KeyOf(item), cancellationToken: cancellationToken);
            return first.HasValue ? Read(first.Value!).RunId : null;
        }
    }

    /// <summary>What was stored before an instant and is still there.</summary>
    public IAsyncEnumerable<InboxItem> StoredBeforeAsync(DateTimeOffset instant, CancellationToken cancellationToken) =>
        Table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.Inbox}"), cancellationToken: cancellationToken)
            .Where(row => row.Timestamp < instant).Select(Read);

    /// <summary>Forgets a delivery that was worked on.</summary>
    public Task DeleteAsync(InboxItem item, CancellationToken cancellationToken) =>
        Table.DeleteEntityAsync(TableKeys.Inbox, KeyOf(item), cancellationToken: cancellationToken);

    private static string KeyOf(InboxItem item) => TableKeys.Hash($"{item.Claim.Source}|{item.Claim.Key}");

    private static InboxItem Read(TableEntity row) => JsonSerializer.Deserialize<InboxItem>(row.GetString("Item"), PerfJson.Options)!;
}

/// <summary>A delivery: what it asks for.</summary>
/// <param name="RunId">The run that it starts, or that its command is named after.</param>
/// <param name="Claim">What its sender calls it.</param>
public sealed record InboxItem(string RunId, RunClaim Claim)
{
    /// <summary>A run; null for a command.</summary>
    public RunStart? Start { get; init; }

    /// <summary>A person's command; null for a run.</summary>
    public PullRequestCommand? Command { get; init; }
}
