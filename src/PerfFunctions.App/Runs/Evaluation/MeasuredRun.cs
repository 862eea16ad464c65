using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Trends;

namespace PerfFunctions.App.Runs.Evaluation;

/// <summary>A run that measures no more.</summary>
/// <param name="Run">The run.</param>
/// <param name="Summary">What it measured; null when it was never summed up.</param>
/// <param name="Text">Its plan as text; null without a summary.</param>
/// <param name="Plan">The same, as the run had it; null when it cannot be read.</param>
public sealed record MeasuredRun(RunRecord Run, RunSummary? Summary, string? Text, PerfPlan? Plan)
{
    /// <summary>Reads what is stored of a run.</summary>
    public static async Task<MeasuredRun> ReadAsync(RunRecord run, RunBlobs blobs, CancellationToken cancellationToken)
    {
        RunSummary? summary = await blobs.FindSummaryAsync(run.RunId, cancellationToken);
        string? text = summary is null ? null : await blobs.FindPlanAsync(run.RunId, cancellationToken);
        PerfPlan? plan = text is null ? null : PlanParser.Parse(text, run.Chosen with { IsChecked = true }).Plan;
        return new MeasuredRun(run, summary, text, plan is null ? null : ShapedPlan.Of(plan, run));
    }

    /// <summary>What it was measured under; null when it was not measured.</summary>
    public RunConditions? ConditionsOn(HostKind host) => Plan is null ? null : RunConditions.Of(Plan, Text!, Run, Summary!, host);
}
