using Microsoft.Extensions.Options;
using PerfFunctions.App.Baselines;
using PerfFunctions.App.Options;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Trends;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Engine.Verdicts.Causes;

namespace PerfFunctions.App.Runs.Evaluation;

/// <summary>Evaluates the budgets of a run by its numbers, its baseline and its history, and explains what got worse.</summary>
public sealed class RunEvaluator(
    BaselineStore baselines, RunBlobs blobs, HistoryOfRun history, HostKind host, IOptions<RunOptions> options)
{
    /// <summary>Makes the verdict. A run that was stopped or failed is evaluated too, by what there is.</summary>
    public async Task<EvaluatedRun> EvaluateAsync(
        MeasuredRun measured, RunJudgement judgement, CancellationToken cancellationToken)
    {
        string runId = measured.Run.RunId;
        IReadOnlyList<BudgetRule> rules = judgement.Bare ? [] : measured.Plan?.Budgets ?? [];
        RunConditions? conditions = judgement.Bare ? null : measured.ConditionsOn(host);
        BaselinePool? baseline = rules.Any(r => r.IsRegression) ? await OpenAsync(conditions, runId, cancellationToken) : null;
        (IReadOnlyList<TrendRun> before, string? accepted) = conditions is not null && rules.Any(r => r.IsTrend)
            ? await history.BeforeAsync(measured.Run, conditions, cancellationToken)
            : ([], null);
        EvaluationInput input = Input(measured, judgement, rules, baseline) with { History = before, AcceptedRun = accepted };
        Verdict verdict = BudgetEvaluator.Judge(input);
        if (measured.Summary is { } summary)
        {
            // The previous value of an absolute rule explains its failure better than its parts do.
            baseline ??= verdict.Rules.Any(RuleCauses.IsWorse) ? await OpenAsync(conditions, runId, cancellationToken) : null;
            verdict = RuleCauses.Explain(verdict, rules, summary, baseline?.Summaries ?? []);
        }

        return new EvaluatedRun(verdict with { IsPlain = judgement.Plain }, conditions);
    }

    private async Task<BaselinePool?> OpenAsync(RunConditions? conditions, string runId, CancellationToken cancellationToken) =>
        conditions is null ? null : await BaselinePool.OpenAsync(baselines, blobs, conditions, runId, cancellationToken);

    private EvaluationInput Input(
        MeasuredRun measured, RunJudgement judgement, IReadOnlyList<BudgetRule> rules, BaselinePool? baseline)
    {
        (RunRecord run, RunSummary? summary) = (measured.Run, measured.Summary);
        return new EvaluationInput
        {
            RunId = run.RunId,
            Rules = rules,
            Current = new SummaryReader(summary ?? new RunSummary { RunId = run.RunId }),
            Baseline = baseline?.Runs ?? [],
            BaselineMissing = baseline?.Missing ?? $"plan '{run.Plan}' has no baseline yet",
            MaxLoads = options.Value.MaxLoads,
            IsChange = !BaselineRule.IsOfHistory(run, options.Value),
            Commit = run.Commit ?? run.PullRequest?.HeadSha,
            Condition = new RunCondition
            {
                Forced = judgement.Forced ?? Stopped(run),
                Degraded = summary?.Degraded ?? false,
                Notes = [.. VerdictNotes.Of(judgement, run, measured.Plan), .. summary?.Notes ?? []],
            },
        };
    }

    private static RunOutcome? Stopped(RunRecord run) =>
        run.Abort is not null ? RunOutcome.Aborted : run.CancelRequested ? RunOutcome.Cancelled : null;
}
