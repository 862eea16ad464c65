using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Trends;

namespace PerfFunctions.App.Runs.Evaluation;

/// <summary>A run that measures no more.</summary>
/// <param name="Run">The run.</param>
/// <param name="Summary">What it measured; null when it was never summed up.</param>
/// <param name="Source">Its plan as it was written; null without a summary.</param>
/// <param name="Plan">The same, as the run had it; null when it cannot be read.</param>
public sealed record MeasuredRun(RunRecord Run, RunSummary? Summary, PlanSource? Source, PerfPlan? Plan)
{
    /// <summary>Reads what is stored of a run.</summary>
    public static async Task<MeasuredRun> ReadAsync(RunRecord run, RunBlobs blobs, RunFiles files, CancellationToken cancellationToken)
    {
        RunSummary? summary = await blobs.FindSummaryAsync(run.RunId, cancellationToken);
        (PlanSource? source, PerfPlan? plan) = summary is null ? default : await files.ReadAsync(run, forLoad: false, cancellationToken);
        return new MeasuredRun(run, summary, source, plan is null ? null : ShapedPlan.Of(plan, run));
    }

    /// <summary>What it was measured under; null when it was not measured.</summary>
    public RunConditions? ConditionsOn(HostKind host) => Plan is null ? null : RunConditions.Of(Plan, Source!, Run, Summary!, host);
}
