using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.App.Quotas;

/// <summary>Closes the accounts of a run that measures no more, whatever became of it.</summary>
public sealed class RunSettlement(RunCosts costs, Admission admission)
{
    /// <summary>Sums up what the run cost, then ends its lease. Safe to repeat.</summary>
    /// <param name="run">The run.</param>
    /// <param name="plan">Its plan; null when there is none.</param>
    /// <param name="summary">What it measured; null when nothing is known.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task SettleAsync(RunRecord run, PerfPlan? plan, RunSummary? summary, CancellationToken cancellationToken)
    {
        // The cost first: between the two it must not be missing from the month's sum.
        await costs.SettleAsync(run, plan, summary, cancellationToken);
        await admission.LeaveAsync(run.RunId, cancellationToken);
    }
}
