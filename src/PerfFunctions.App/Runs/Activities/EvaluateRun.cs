using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.Quotas;
using PerfFunctions.App.Runs.Evaluation;
using PerfFunctions.App.Telemetry;
using PerfFunctions.Engine.Budgets;

namespace PerfFunctions.App.Runs.Activities;

/// <summary>Ends the measuring of a run, and makes its verdict.</summary>
public sealed class EvaluateRun(
    RunStore runs, RunBlobs blobs, RunFiles files, RunSettlement settlement, RunEvaluator evaluator, VerdictRecorder recorder,
    RunTelemetry telemetry)
{
    /// <summary>Settles the run, evaluates its budgets and stores the verdict. Safe to repeat.</summary>
    [Function(nameof(EvaluateRun))]
    public Task<RunOutcome> RunAsync([ActivityTrigger] RunJudgement judgement, FunctionContext context) =>
        telemetry.StageAsync(nameof(EvaluateRun), judgement.RunId, () => EvaluateAsync(judgement, context.CancellationToken));

    private async Task<RunOutcome> EvaluateAsync(RunJudgement judgement, CancellationToken cancellationToken)
    {
        RunRecord run = await runs.GetAsync(judgement.RunId, cancellationToken);
        MeasuredRun measured = await MeasuredRun.ReadAsync(run, blobs, files, cancellationToken);

        // Before anything that may fail: a run that cannot be evaluated must not keep its lease.
        await settlement.SettleAsync(run, measured.Plan, measured.Summary, cancellationToken);
        EvaluatedRun evaluated = await evaluator.EvaluateAsync(measured, judgement, cancellationToken);
        await recorder.RecordAsync(measured, evaluated, judgement.Forced is not null, cancellationToken);
        return evaluated.Verdict.Outcome;
    }
}
