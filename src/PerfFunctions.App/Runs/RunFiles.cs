using PerfFunctions.App.Runs.Activities;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.App.Runs;

/// <summary>A run that has been planned, opened for work.</summary>
/// <param name="Record">Its row.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="Target">Address under test.</param>
public sealed record OpenRun(RunRecord Record, PerfPlan Plan, Uri Target);

/// <summary>Opens planned runs.</summary>
public sealed class RunFiles(RunStore runs, RunBlobs blobs)
{
    /// <summary>Reads the record and the plan that <see cref="PlanRun"/> left.</summary>
    /// <exception cref="InvalidOperationException">The run has not been planned.</exception>
    public async Task<OpenRun> OpenAsync(string runId, CancellationToken cancellationToken)
    {
        RunRecord record = await runs.GetAsync(runId, cancellationToken);
        string? text = await blobs.FindPlanAsync(runId, cancellationToken);
        PerfPlan? plan = text is null ? null : PlanParser.Parse(text, record.Chosen with { IsChecked = true }).Plan;
        return plan is null || record.Target is null
            ? throw new InvalidOperationException($"Run '{runId}' has not been planned.")
            : new OpenRun(record, ShapedPlan.Of(plan, record), new Uri(record.Target));
    }

    /// <summary>All feeds of a run with their rows: those of the plan, and those that were fetched for it.</summary>
    public async Task<IReadOnlyList<Feed>> FeedsAsync(OpenRun run, CancellationToken cancellationToken)
    {
        if (run.Plan.Feeds.All(f => f.From is null))
        {
            return run.Plan.Feeds;
        }

        List<Feed> fetched = await blobs.FindFeedsAsync(run.Record.RunId, cancellationToken) ??
            throw new InvalidOperationException($"The feeds of run '{run.Record.RunId}' have not been fetched.");
        return [.. run.Plan.Feeds.Where(f => f.From is null), .. fetched];
    }
}
