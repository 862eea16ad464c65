using Azure;
using Azure.Data.Tables;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Trends;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.App.Baselines;

/// <summary>Keeps verdicts by plan, with the conditions that they were reached under.</summary>
public sealed class VerdictStore(ResultStorage storage)
{
    /// <summary>Adds a verdict to its plan's history; the same run's again replaces it.</summary>
    /// <param name="plan">Plan name.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="conditions">What the run was measured under; null when it was not measured.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task AddAsync(string plan, Verdict verdict, RunConditions? conditions, CancellationToken cancellationToken)
    {
        var row = new TableEntity(plan, TableKeys.NewestFirst(verdict.RunId))
        {
            ["RunId"] = verdict.RunId,
            ["Outcome"] = verdict.Outcome.ToString(),
            ["Headline"] = verdict.Headline,
        };
        ConditionRows.SetConditions(row, conditions);
        return storage.Verdicts.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

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
                .Where(row => ConditionRows.ConditionsOf(row)?.Key() == conditionsKey)
                .Select(row => row.GetString("RunId"))
                .ToListAsync(cancellationToken),
        ];
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
        return verdict.HasValue ? ConditionRows.ConditionsOf(verdict.Value!) : null;
    }
}
