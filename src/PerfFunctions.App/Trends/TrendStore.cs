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
    public Task AddAsync(RunConditions conditions, TrendRun run, CancellationToken cancellationToken)
    {
        var row = new TableEntity(conditions.Plan, TableKeys.RunUnder(conditions.Key(), run.RunId))
        {
            ["RunId"] = run.RunId,
            ["StartedAt"] = run.StartedAt,
            ["Commit"] = run.Commit,
            ["Branch"] = run.Branch,
            ["Outcome"] = run.Outcome.ToString(),
            ["Values"] = Pack(run.Values),
        };
        ConditionRows.SetConditions(row, conditions);
        return Table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>The newest runs of a plan under some conditions, oldest first.</summary>
    /// <param name="plan">Plan name.</param>
    /// <param name="conditionsKey">Short name of the conditions.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="before">Only runs older than this one; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<TrendRun>> ReadAsync(
        string plan, string conditionsKey, int most, string? before, CancellationToken cancellationToken)
    {
        List<TrendRun> runs = await ConditionRows.UnderAsync(Table, plan, conditionsKey, before, most, cancellationToken)
            .Select(Read).ToListAsync(cancellationToken);
        runs.Reverse();
        return runs;
    }

    /// <summary>The conditions under which a plan has a history, those of the newest run first; empty when it has none.</summary>
    public async Task<IReadOnlyList<TrendConditions>> ConditionsAsync(string plan, CancellationToken cancellationToken) =>
        await ConditionRows.NewestAsync(Table, plan, ["StartedAt"], cancellationToken)
            .Select(row => new TrendConditions(
                TableKeys.ConditionsOf(row.RowKey), ConditionRows.ConditionsOf(row)!, row.GetDateTimeOffset("StartedAt")!.Value))
            .OrderByDescending(conditions => conditions.NewestAt)
            .ToListAsync(cancellationToken);

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
