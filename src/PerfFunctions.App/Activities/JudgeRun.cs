using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Activities;

/// <summary>Holds what was measured against the budgets.</summary>
public sealed class JudgeRun(RunStore runs, RunBlobs blobs, VerdictStore verdicts)
{
    /// <summary>Writes the verdict. A run that was stopped or failed is judged too, by what there is.</summary>
    [Function(nameof(JudgeRun))]
    public async Task<RunOutcome> RunAsync([ActivityTrigger] RunJudgement judgement, FunctionContext context)
    {
        CancellationToken cancellation = context.CancellationToken;
        RunRecord run = await runs.GetAsync(judgement.RunId, cancellation);
        RunSummary? summary = await blobs.FindSummaryAsync(run.RunId, cancellation);
        IReadOnlyList<BudgetRule> rules = summary is null ? [] : await RulesAsync(run.RunId, cancellation);
        RunSummary? baseline = rules.Any(r => r.IsRegression) ? await BaselineAsync(run, cancellation) : null;
        Verdict verdict = BudgetJudge.Judge(new JudgeInput
        {
            RunId = run.RunId,
            Rules = rules,
            Current = new SummaryReader(summary ?? new RunSummary { RunId = run.RunId }),
            Baseline = baseline is null ? null : new SummaryReader(baseline),
            BaselineMissing = $"plan '{run.Plan}' has no baseline yet",
            Condition = new RunCondition
            {
                Forced = judgement.Forced ?? (run.CancelRequested ? RunOutcome.Cancelled : null),
                Degraded = summary?.Degraded ?? false,
                Notes = [.. judgement.Reason is null ? [] : new[] { judgement.Reason }, .. summary?.Notes ?? []],
            },
        });
        await blobs.SaveVerdictAsync(verdict, cancellation);
        await verdicts.AddAsync(run.Plan, verdict, cancellation);
        if (judgement.Forced is null && BaselineRule.Accepts(run, summary, verdict, rules))
        {
            await verdicts.SetBaselineAsync(run.Plan, run.RunId, cancellation);
        }

        return verdict.Outcome;
    }

    private async Task<IReadOnlyList<BudgetRule>> RulesAsync(string runId, CancellationToken cancellation) =>
        await blobs.FindPlanAsync(runId, cancellation) is { } text && PlanParser.Parse(text).Plan is { } plan ? plan.Budgets : [];

    private async Task<RunSummary?> BaselineAsync(RunRecord run, CancellationToken cancellation) =>
        await verdicts.FindBaselineAsync(run.Plan, cancellation) is { } baseline && baseline != run.RunId
            ? await blobs.FindSummaryAsync(baseline, cancellation)
            : null;
}
