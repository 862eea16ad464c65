using Azure;
using Azure.Data.Tables;
using PerfFunctions.Engine.Budgets;

namespace PerfFunctions.App.Storage;

/// <summary>Keeps verdicts by plan, and which run each plan is compared with.</summary>
public sealed class VerdictStore(ResultStorage storage)
{
    /// <summary>Adds a verdict to its plan's history; the same run's again replaces it.</summary>
    public Task AddAsync(string plan, Verdict verdict, CancellationToken cancellation) =>
        storage.Verdicts.UpsertEntityAsync(
            new TableEntity(plan, TableKeys.NewestFirst(verdict.RunId))
            {
                ["RunId"] = verdict.RunId,
                ["Outcome"] = verdict.Outcome.ToString(),
                ["Headline"] = verdict.Headline,
            },
            TableUpdateMode.Replace, cancellation);

    /// <summary>The run that runs of a plan are compared with; null when there is none yet.</summary>
    public async Task<string?> FindBaselineAsync(string plan, CancellationToken cancellation)
    {
        NullableResponse<TableEntity> found = await storage.Baselines.GetEntityIfExistsAsync<TableEntity>(
            plan, TableKeys.CurrentBaseline, cancellationToken: cancellation);
        return found.HasValue ? found.Value!.GetString("RunId") : null;
    }

    /// <summary>Makes a run the one that later runs of the plan are compared with.</summary>
    public Task SetBaselineAsync(string plan, string runId, CancellationToken cancellation) =>
        storage.Baselines.UpsertEntityAsync(
            new TableEntity(plan, TableKeys.CurrentBaseline) { ["RunId"] = runId }, TableUpdateMode.Replace, cancellation);
}
