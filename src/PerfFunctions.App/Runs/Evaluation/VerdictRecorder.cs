using Microsoft.Extensions.Options;
using PerfFunctions.App.Baselines;
using PerfFunctions.App.Options;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Trends;

namespace PerfFunctions.App.Runs.Evaluation;

/// <summary>Stores verdicts, and runs among those that later ones are compared with.</summary>
public sealed class VerdictRecorder(
    RunStore runs, RunBlobs blobs, VerdictStore verdicts, BaselineStore baselines, HistoryOfRun history, IOptions<RunOptions> options)
{
    /// <summary>Stores the verdict of a run, and adds the run to its plan's history and baseline where it belongs.</summary>
    /// <param name="measured">The run.</param>
    /// <param name="evaluated">What it comes to.</param>
    /// <param name="isForced">Whether something else than its budgets decided that: no later run is compared with it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task RecordAsync(
        MeasuredRun measured, EvaluatedRun evaluated, bool isForced, CancellationToken cancellationToken)
    {
        await blobs.SaveVerdictAsync(evaluated.Verdict, cancellationToken);
        await verdicts.AddAsync(measured.Run.Plan, evaluated.Verdict, evaluated.Conditions, cancellationToken);
        if (!isForced && evaluated.Conditions is not null)
        {
            await RememberAsync(measured, evaluated, cancellationToken);
        }
    }

    private async Task RememberAsync(MeasuredRun measured, EvaluatedRun evaluated, CancellationToken cancellationToken)
    {
        RunRecord run = measured.Run;
        if (KeyMetric.Of(measured.Plan!, new SummaryReader(measured.Summary!)) is { } metric)
        {
            await runs.SetKeyMetricAsync(run.RunId, new RunKeyMetric(evaluated.Conditions!.Key(), metric), cancellationToken);
        }

        await history.AddAsync(
            run, measured.Plan!, measured.Summary!, evaluated.Conditions!, evaluated.Verdict.Outcome, cancellationToken);
        if (BaselineRule.Accepts(run, options.Value, measured.Summary, evaluated.Verdict, measured.Plan!.Budgets))
        {
            var baseline = new BaselineRun(run.RunId, ByHand: false, evaluated.Conditions!.Key(), evaluated.Conditions);
            await baselines.AddAsync(run.Plan, baseline, cancellationToken);
        }
    }
}
