using Azure;
using Azure.Data.Tables;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Trends;

namespace PerfFunctions.App.Baselines;

/// <summary>
/// Keeps which runs each plan is compared with under which conditions. Nothing but the purge reads all of a plan's: years of
/// nightly runs cost no more than the first few.
/// </summary>
public sealed class BaselineStore(ResultStorage storage, VerdictStore verdicts)
{
    /// <summary>The most runs that a baseline is made of.</summary>
    public const int MaxRuns = 5;

    // Conditions of a run that was never judged: it is compared with nothing.
    private const string Unknown = "unknown";

    private TableClient Table => storage.Baselines;

    /// <summary>The runs under some conditions, newest first.</summary>
    /// <param name="plan">Plan name.</param>
    /// <param name="conditionsKey">Short name of the conditions.</param>
    /// <param name="before">Only runs older than this one; null for all.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public IAsyncEnumerable<BaselineRun> UnderAsync(
        string plan, string conditionsKey, string? before, int most, CancellationToken cancellationToken) =>
        ConditionRows.UnderAsync(Table, plan, conditionsKey, before, most, cancellationToken).Select(Read).OfType<BaselineRun>();

    /// <summary>The runs that make the baseline under some conditions: the newest few, and none before one accepted by hand.</summary>
    /// <param name="plan">Plan name.</param>
    /// <param name="conditionsKey">Short name of the conditions.</param>
    /// <param name="except">A run that is not to be compared with itself; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<BaselineRun>> PoolAsync(
        string plan, string conditionsKey, string? except, CancellationToken cancellationToken) =>
        PoolOf(await UnderAsync(plan, conditionsKey, before: null, MaxRuns + 1, cancellationToken).ToListAsync(cancellationToken), except);

    /// <summary>Of runs under the same conditions, newest first, those that make the baseline.</summary>
    /// <param name="runs">The runs: all, or one more than a baseline is made of.</param>
    /// <param name="except">A run that is not to be compared with itself; null for none.</param>
    public static IReadOnlyList<BaselineRun> PoolOf(IEnumerable<BaselineRun> runs, string? except)
    {
        List<BaselineRun> pool = [];
        foreach (BaselineRun run in runs.Where(r => r.RunId != except).Take(MaxRuns))
        {
            pool.Add(run);
            if (run.ByHand)
            {
                break;
            }
        }

        return pool;
    }

    /// <summary>The newest run under each of a plan's conditions, in no order.</summary>
    public IAsyncEnumerable<BaselineRun> NewestAsync(string plan, CancellationToken cancellationToken) =>
        ConditionRows.NewestAsync(Table, plan, ["RunId", "ByHand"], cancellationToken).Select(Read).OfType<BaselineRun>();

    /// <summary>Accepts a run by hand: later runs under its conditions are compared with it and those after it.</summary>
    public async Task AcceptAsync(string plan, string runId, CancellationToken cancellationToken)
    {
        RunConditions? conditions = await verdicts.ConditionsAsync(plan, runId, cancellationToken);
        await AddAsync(plan, new BaselineRun(runId, ByHand: true, conditions?.Key() ?? Unknown, conditions), cancellationToken);
    }

    /// <summary>Adds a run to those that later ones under its conditions are compared with; one accepted by hand stays so.</summary>
    public async Task AddAsync(string plan, BaselineRun run, CancellationToken cancellationToken)
    {
        var row = new TableEntity(plan, TableKeys.RunUnder(run.ConditionsKey, run.RunId))
        {
            ["RunId"] = run.RunId,
        };
        ConditionRows.SetConditions(row, run.Conditions);
        if (run.ByHand)
        {
            row["ByHand"] = true;
        }

        await Table.UpsertEntityAsync(row, TableUpdateMode.Merge, cancellationToken);
    }

    /// <summary>Compares no later run with this one.</summary>
    /// <returns>Whether any was.</returns>
    public async Task<bool> WithdrawAsync(string plan, string runId, CancellationToken cancellationToken)
    {
        bool isFound = false;
        RunConditions? conditions = await verdicts.ConditionsAsync(plan, runId, cancellationToken);
        foreach (string key in new[] { Unknown, conditions?.Key() }.OfType<string>())
        {
            using Response deleted = await Table.DeleteEntityAsync(plan, TableKeys.RunUnder(key, runId), cancellationToken: cancellationToken);
            isFound |= !deleted.IsError;
        }

        return isFound;
    }

    // A row of before conditions were kept says nothing of them, and is left to the purge.
    internal static BaselineRun? Read(TableEntity row) => row.RowKey.Split('|') is [var key, _]
        ? new BaselineRun(
            row.GetString("RunId"), row.GetBoolean("ByHand") ?? false, key, ConditionRows.ConditionsOf(row))
        : null;
}
