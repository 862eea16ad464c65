using System.IO.Compression;
using System.Text.Json;
using Azure.Data.Tables;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Trends;

namespace PerfFunctions.App.Trends;

/// <summary>Conditions under which a plan has a history.</summary>
/// <param name="Key">Short name of them.</param>
/// <param name="Conditions">They themselves.</param>
/// <param name="NewestAt">When the newest run under them was asked for.</param>
public sealed record TrendConditions(string Key, RunConditions Conditions, DateTimeOffset NewestAt);

/// <summary>Keeps the numbers of each plan's runs, one row a run, by conditions and time.</summary>
public sealed class TrendStore(ResultStorage storage)
{
    private TableClient Table => storage.Trends;

    /// <summary>Adds a run to its plan's history; the same run's again replaces it.</summary>
    public Task AddAsync(RunConditions conditions, TrendRun run, CancellationToken cancellationToken) => Table.UpsertEntityAsync(
        new TableEntity(conditions.Plan, TableKeys.Trend(conditions.Key(), run.RunId))
        {
            ["RunId"] = run.RunId,
            ["StartedAt"] = run.StartedAt,
            ["Commit"] = run.Commit,
            ["Branch"] = run.Branch,
            ["Outcome"] = run.Outcome.ToString(),
            ["Conditions"] = JsonSerializer.Serialize(conditions, PerfJson.Options),
            ["Values"] = Pack(run.Values),
        },
        TableUpdateMode.Replace, cancellationToken);

    /// <summary>The newest runs of a plan under some conditions, oldest first.</summary>
    /// <param name="plan">Plan name.</param>
    /// <param name="conditionsKey">Short name of the conditions.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="before">Only runs older than this one; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<TrendRun>> ReadAsync(
        string plan, string conditionsKey, int most, string? before, CancellationToken cancellationToken)
    {
        string after = before is null ? TableKeys.ConditionsFrom(conditionsKey) : TableKeys.Trend(conditionsKey, before);
        string end = TableKeys.ConditionsEnd(conditionsKey);
        List<TrendRun> runs = await Table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {plan} and RowKey gt {after} and RowKey lt {end}"), Math.Min(most, 1000),
            cancellationToken: cancellationToken)
            .Take(most).Select(Read).ToListAsync(cancellationToken);
        runs.Reverse();
        return runs;
    }

    /// <summary>The conditions under which a plan has a history, those of the newest run first; empty when it has none.</summary>
    public async Task<IReadOnlyList<TrendConditions>> ConditionsAsync(string plan, CancellationToken cancellationToken)
    {
        // Of each only the newest row is read: from there on to the end of its rows.
        List<TrendConditions> found = [];
        string from = "";
        while (await Table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {plan} and RowKey ge {from}"), 1,
                cancellationToken: cancellationToken)
            .FirstOrDefaultAsync(cancellationToken) is { } row)
        {
            string key = TableKeys.ConditionsOf(row.RowKey);
            found.Add(new TrendConditions(
                key, JsonSerializer.Deserialize<RunConditions>(row.GetString("Conditions"), PerfJson.Options)!,
                row.GetDateTimeOffset("StartedAt")!.Value));
            from = TableKeys.ConditionsEnd(key);
        }

        return [.. found.OrderByDescending(c => c.NewestAt)];
    }

    private static TrendRun Read(TableEntity row) => new()
    {
        RunId = row.GetString("RunId"),
        StartedAt = row.GetDateTimeOffset("StartedAt")!.Value,
        Commit = row.GetString("Commit"),
        Branch = row.GetString("Branch"),
        Outcome = Enum.Parse<RunOutcome>(row.GetString("Outcome")),
        Values = Unpack(row.GetBinary("Values")),
    };

    // The largest plan has some 1,500 numbers: 100 kB as they are, more than a column holds.
    private static byte[] Pack(IReadOnlyList<TrendValue> values)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            JsonSerializer.Serialize(gzip, values, PerfJson.Options);
        }

        return packed.ToArray();
    }

    private static List<TrendValue> Unpack(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<List<TrendValue>>(gzip, PerfJson.Options)!;
    }
}
