using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using PerfFunctions.App.Baselines;
using PerfFunctions.App.Options;
using PerfFunctions.App.Quotas;
using PerfFunctions.App.Telemetry;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Conditions;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Trends;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Engine.Verdicts.Causes;

namespace PerfFunctions.App.Runs.Activities;

/// <summary>Holds what was measured against the budgets.</summary>
public sealed class EvaluateRun(RunStore runs, RunBlobs blobs, VerdictStore verdicts, HistoryOfRun history, HostKind host, RunTelemetry telemetry,
    Admission admission, RunCosts costs, IOptions<RunOptions> options)
{
    /// <summary>Writes the verdict. A run that was stopped or failed is judged too, by what there is.</summary>
    [Function(nameof(EvaluateRun))]
    public Task<RunOutcome> RunAsync([ActivityTrigger] RunJudgement judgement, FunctionContext context) =>
        telemetry.StageAsync(nameof(EvaluateRun), judgement.RunId, () => JudgeAsync(judgement, context.CancellationToken));

    private async Task<RunOutcome> JudgeAsync(RunJudgement judgement, CancellationToken cancellationToken)
    {
        RunRecord run = await runs.GetAsync(judgement.RunId, cancellationToken);
        RunSummary? summary = await blobs.FindSummaryAsync(run.RunId, cancellationToken);
        string? text = summary is null ? null : await blobs.FindPlanAsync(run.RunId, cancellationToken);
        PerfPlan? plan = text is null ? null : PlanParser.Parse(text).Plan is { } parsed ? ShapedPlan.Of(parsed, run) : null;

        // Whatever became of it, the run measures no more from here on. What it cost first: it must not be missing from the sum.
        await costs.SettleAsync(run, plan, summary, cancellationToken);
        await admission.LeaveAsync(run.RunId, cancellationToken);
        IReadOnlyList<BudgetRule> rules = judgement.Bare ? [] : plan?.Budgets ?? [];
        RunConditions? conditions = plan is null || judgement.Bare ? null : RunConditions.Of(plan, text!, run, summary!, host);
        BaselinePool? baseline = conditions is not null && rules.Any(r => r.IsRegression)
            ? await BaselinePool.OpenAsync(verdicts, blobs, conditions, run.RunId, cancellationToken)
            : null;
        (IReadOnlyList<TrendRun> before, string? accepted) = conditions is not null && rules.Any(r => r.IsTrend)
            ? await history.BeforeAsync(run, conditions, cancellationToken)
            : ([], null);
        Verdict verdict = BudgetEvaluator.Judge(new EvaluationInput
        {
            RunId = run.RunId,
            Rules = rules,
            Current = new SummaryReader(summary ?? new RunSummary { RunId = run.RunId }),
            Baseline = baseline?.Runs ?? [],
            BaselineMissing = baseline?.Missing ?? $"plan '{run.Plan}' has no baseline yet",
            MaxLoads = options.Value.MaxLoads,
            History = before,
            AcceptedRun = accepted,
            IsChange = !BaselineRule.IsOfHistory(run, options.Value),
            Commit = run.Commit ?? run.PullRequest?.HeadSha,
            Condition = new RunCondition
            {
                Forced = judgement.Forced ?? Stopped(run),
                Degraded = summary?.Degraded ?? false,
                Notes = [.. Reasons(judgement, run, plan), .. summary?.Notes ?? []],
            },
        });
        if (summary is not null)
        {
            // The previous value of an absolute rule explains its failure better than its parts do.
            baseline ??= conditions is not null && verdict.Rules.Any(RuleCauses.IsWorse)
                ? await BaselinePool.OpenAsync(verdicts, blobs, conditions, run.RunId, cancellationToken)
                : null;
            verdict = RuleCauses.Explain(verdict, rules, summary, baseline?.Summaries ?? []);
        }

        await blobs.SaveVerdictAsync(verdict with { IsPlain = judgement.Plain }, cancellationToken);
        await verdicts.AddAsync(run.Plan, verdict, conditions, cancellationToken);
        if (judgement.Forced is null && conditions is not null)
        {
            await RememberAsync(run, plan!, summary!, conditions, verdict, cancellationToken);
        }

        return verdict.Outcome;
    }

    private async Task RememberAsync(
        RunRecord run, PerfPlan plan, RunSummary summary, RunConditions conditions, Verdict verdict, CancellationToken cancellationToken)
    {
        await history.AddAsync(run, plan, summary, conditions, verdict.Outcome, cancellationToken);
        if (BaselineRule.Accepts(run, options.Value, summary, verdict, plan.Budgets))
        {
            await verdicts.AddBaselineAsync(run.Plan, new BaselineRun(run.RunId, ByHand: false, conditions.Key(), conditions), cancellationToken);
        }
    }

    private static RunOutcome? Stopped(RunRecord run) =>
        run.Abort is not null ? RunOutcome.Aborted : run.CancelRequested ? RunOutcome.Cancelled : null;

    private static IEnumerable<string> Reasons(RunJudgement judgement, RunRecord run, PerfPlan? plan)
    {
        if (judgement.Reason is { } reason)
        {
            yield return reason;
        }
        else if (run.SupersededBy is { } commit)
        {
            yield return $"superseded by {commit}";
        }

        if (judgement.Reason is null && run.Stopped is { } stopped)
        {
            yield return stopped;
        }

        if (run.Abort is { } abort)
        {
            yield return ConditionText.Of(abort, plan);
        }

        if (run.LoadEndedAt is not null && !run.Watched)
        {
            yield return "Monitoring of the load ended early, so an abort condition may not have been applied.";
        }

        foreach (ConditionHit hit in run.Ended)
        {
            yield return $"'{hit.Scenario}' ended early, as planned: {ConditionText.Of(hit, plan)}";
        }
    }
}
