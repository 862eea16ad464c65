using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Trends;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.App.Baselines;

/// <summary>Keeps verdicts by plan, and which runs each plan is compared with under which conditions.</summary>
public sealed class VerdictStore(ResultStorage storage)
{
    /// <summary>The most runs that a baseline is made of.</summary>
    public const int MaxRuns = 5;

    // Conditions of a run that was never judged: it is compared with nothing.
    private const string Unknown = "unknown";

    /// <summary>Adds a verdict to its plan's history; the same run's again replaces it.</summary>
    /// <param name="plan">Plan name.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="conditions">What the run was measured under; null when it was not measured.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task AddAsync(string plan, Verdict verdict, RunConditions? conditions, CancellationToken cancellationToken) =>
        storage.Verdicts.UpsertEntityAsync(
            new TableEntity(plan, TableKeys.NewestFirst(verdict.RunId))
            {
                ["RunId"] = verdict.RunId,
                ["Outcome"] = verdict.Outcome.ToString(),
                ["Headline"] = verdict.Headline,
                ["Conditions"] = conditions is null ? null : JsonSerializer.Serialize(conditions, PerfJson.Options),
            },
            TableUpdateMode.Replace, cancellationToken);

    /// <summary>Ids of the newest runs of a plan that have a verdict, newest first.</summary>
    /// <param name="plan">Plan name.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<string>> NewestAsync(string plan, int count, CancellationToken cancellationToken)
    {
        List<string> runs = [];
        await foreach (TableEntity row in storage.Verdicts.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {plan}"), count, ["RunId"], cancellationToken))
        {
            runs.Add(row.GetString("RunId"));
            if (runs.Count == count)
            {
                break;
            }
        }

        return runs;
    }

    /// <summary>Ids of the runs of a plan before one, that were measured under some conditions, newest first.</summary>
    /// <param name="plan">Plan name.</param>
    /// <param name="runId">The run that they came before.</param>
    /// <param name="conditionsKey">Short name of the conditions.</param>
    /// <param name="count">How many earlier runs to look at, whatever their conditions.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<string>> BeforeAsync(
        string plan, string runId, string conditionsKey, int count, CancellationToken cancellationToken)
    {
        string key = TableKeys.NewestFirst(runId);
        return
        [
            .. await storage.Verdicts.QueryAsync<TableEntity>(
                    TableClient.CreateQueryFilter($"PartitionKey eq {plan} and RowKey gt {key}"), count, cancellationToken: cancellationToken)
                .Take(count)
                .Where(row => Conditions(row)?.Key() == conditionsKey)
                .Select(row => row.GetString("RunId"))
                .ToListAsync(cancellationToken),
        ];
    }

    /// <summary>All runs that a plan is compared with, whatever their conditions, newest first.</summary>
    public async Task<IReadOnlyList<BaselineRun>> BaselinesAsync(string plan, CancellationToken cancellationToken)
    {
        List<BaselineRun> runs = [];
        await foreach (TableEntity row in storage.Baselines.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {plan}"), cancellationToken: cancellationToken))
        {
            if (Read(row) is { } run)
            {
                runs.Add(run);
            }
        }

        return [.. runs.OrderByDescending(r => r.RunId, StringComparer.Ordinal)];
    }

    /// <summary>Of these runs those that make the baseline under some conditions: the newest few, and none before one accepted by hand.</summary>
    /// <param name="runs">Runs of a plan, newest first.</param>
    /// <param name="conditionsKey">Short name of the conditions.</param>
    /// <param name="except">A run that is not to be compared with itself; null for none.</param>
    public static IReadOnlyList<BaselineRun> PoolOf(IReadOnlyList<BaselineRun> runs, string conditionsKey, string? except)
    {
        List<BaselineRun> pool = [];
        foreach (BaselineRun run in runs.Where(r => r.ConditionsKey == conditionsKey && r.RunId != except).Take(MaxRuns))
        {
            pool.Add(run);
            if (run.ByHand)
            {
                break;
            }
        }

        return pool;
    }

    /// <summary>Accepts a run by hand: later runs under its conditions are compared with it and those after it.</summary>
    public async Task SetBaselineAsync(string plan, string runId, CancellationToken cancellationToken)
    {
        RunConditions? conditions = await ConditionsAsync(plan, runId, cancellationToken);
        await AddBaselineAsync(plan, new BaselineRun(runId, ByHand: true, conditions?.Key() ?? Unknown, conditions), cancellationToken);
    }

    /// <summary>What a run was measured under; null when it was never judged.</summary>
    public async Task<RunConditions?> ConditionsAsync(string plan, string runId, CancellationToken cancellationToken)
    {
        if (!TableKeys.IsRunId(runId))
        {
            return null;
        }

        NullableResponse<TableEntity> verdict = await storage.Verdicts.GetEntityIfExistsAsync<TableEntity>(
            plan, TableKeys.NewestFirst(runId), cancellationToken: cancellationToken);
        return verdict.HasValue ? Conditions(verdict.Value!) : null;
    }

    /// <summary>Adds a run to those that later ones under its conditions are compared with; one accepted by hand stays so.</summary>
    public async Task AddBaselineAsync(string plan, BaselineRun run, CancellationToken cancellationToken)
    {
        var row = new TableEntity(plan, TableKeys.Baseline(run.ConditionsKey, run.RunId))
        {
            ["RunId"] = run.RunId,
            ["Conditions"] = run.Conditions is null ? null : JsonSerializer.Serialize(run.Conditions, PerfJson.Options),
        };
        if (run.ByHand)
        {
            row["ByHand"] = true;
        }

        await storage.Baselines.UpsertEntityAsync(row, TableUpdateMode.Merge, cancellationToken);
    }

    /// <summary>Compares no later run with this one.</summary>
    /// <returns>Whether any was.</returns>
    public async Task<bool> WithdrawBaselineAsync(string plan, string runId, CancellationToken cancellationToken)
    {
        BaselineRun[] rows = [.. (await BaselinesAsync(plan, cancellationToken)).Where(r => r.RunId == runId)];
        foreach (BaselineRun row in rows)
        {
            await storage.Baselines.DeleteEntityAsync(plan, TableKeys.Baseline(row.ConditionsKey, row.RunId), cancellationToken: cancellationToken);
        }

        return rows.Length > 0;
    }

    // A row of before conditions were kept says nothing of them, and is left to the purge.
    internal static BaselineRun? Read(TableEntity row) => row.RowKey.Split('|') is [var key, _]
        ? new BaselineRun(row.GetString("RunId"), row.GetBoolean("ByHand") ?? false, key, Conditions(row))
        : null;

    private static RunConditions? Conditions(TableEntity row) =>
        row.GetString("Conditions") is { } json ? JsonSerializer.Deserialize<RunConditions>(json, PerfJson.Options) : null;
}
