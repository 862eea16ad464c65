using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PerfFunctions.App.Activities;
using PerfFunctions.App.Triggers;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Load;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Orchestrations;

/// <summary>A run from request to verdict.</summary>
public static class PerfRun
{
    /// <summary>Runs the stages. Whatever goes wrong on the way, the run ends in one verdict and one report.</summary>
    [Function(nameof(PerfRun))]
    public static async Task<RunOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, RunRequest request)
    {
        RunJudgement judgement;
        try
        {
            judgement = await MeasureAsync(context, request);
        }
        catch (TaskFailedException e)
        {
            judgement = new RunJudgement(request.RunId, RunOutcome.InternalError, $"{e.TaskName} failed: {e.FailureDetails.ErrorMessage}");
        }

        context.SetCustomStatus(RunStage.Judge);
        RunOutcome outcome = await context.JudgeRunAsync(judgement);
        context.SetCustomStatus(RunStage.Report);
        await context.ReportRunAsync(request);
        if (!judgement.Quiet && await context.TellAsync(request) is { } problem)
        {
            await context.KeepUntoldAsync(new UntoldRun(request.RunId, problem));
        }

        context.SetCustomStatus(RunStage.Done);
        return outcome;
    }

    private static async Task<RunJudgement> MeasureAsync(TaskOrchestrationContext context, RunRequest request)
    {
        context.SetCustomStatus(RunStage.Plan);
        if (request.OfPullRequest && await context.OpenPullRequestAsync(request) is { } problem)
        {
            return new RunJudgement(request.RunId, RunOutcome.InternalError, problem);
        }

        RunPlan plan = await context.PlanRunAsync(request);
        if (plan.Stop is { } stop)
        {
            return new RunJudgement(plan.RunId, stop.Outcome, stop.Reason, stop.Quiet);
        }

        await context.AnnounceRunAsync(request);
        RunMeasured? measured = await WithinLimitAsync(context, plan);
        if (measured is null)
        {
            await context.StopRunAsync(request);
            return new RunJudgement(plan.RunId, RunOutcome.TimedOut, $"Load and audits did not end within {plan.LimitSeconds:F0} s.");
        }

        context.SetCustomStatus(RunStage.Aggregate);
        if (plan.ReadsServer)
        {
            await context.ReadServerPatientlyAsync(plan.RunId);
        }

        await context.AggregateRunAsync(measured);
        return new RunJudgement(plan.RunId);
    }

    // Audits that end because the run is over its limit must not be followed by the load.
    private static async Task<RunMeasured> MeasurePhasesAsync(TaskOrchestrationContext context, RunPlan plan, CancellationToken overLimit)
    {
        context.SetCustomStatus(RunStage.Audit);
        Task<AuditResult[]> audits = context.AuditPhaseAsync(plan);
        if (plan.Audits == AuditTiming.BeforeLoad)
        {
            await audits;
            overLimit.ThrowIfCancellationRequested();
        }

        context.SetCustomStatus(RunStage.Load);
        ShardResult[] shards = await context.LoadPhaseAsync(plan);
        return new RunMeasured(plan.RunId, shards, await audits);
    }

    private static async Task<RunMeasured?> WithinLimitAsync(TaskOrchestrationContext context, RunPlan plan)
    {
        using var ended = new CancellationTokenSource();
        using var overLimit = new CancellationTokenSource();
        Task<RunMeasured> phases = MeasurePhasesAsync(context, plan, overLimit.Token);
        Task limit = context.CreateTimer(TimeSpan.FromSeconds(plan.LimitSeconds), ended.Token);
        Task first = await Task.WhenAny(phases, limit);
        if (first == limit)
        {
            overLimit.Cancel();
            return null;
        }

        ended.Cancel();
        return await phases;
    }
}
