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
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenAsks = TimeSpan.FromSeconds(15);

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
        RunOutcome outcome = await JudgeAsync(context, judgement);
        context.SetCustomStatus(RunStage.Report);
        await context.ReportRunAsync(request);
        if (!judgement.Quiet && await context.TellAsync(request) is { } problem)
        {
            await context.KeepUntoldAsync(new UntoldRun(request.RunId, problem));
        }

        context.SetCustomStatus(RunStage.Done);
        return outcome;
    }

    // What cannot be judged is told as that: without a verdict the check of a pull request would never end.
    private static async Task<RunOutcome> JudgeAsync(TaskOrchestrationContext context, RunJudgement judgement)
    {
        try
        {
            return await context.JudgeRunAsync(judgement);
        }
        catch (TaskFailedException e)
        {
            return await context.JudgeRunAsync(judgement with
            {
                Forced = RunOutcome.InternalError,
                Reason = $"{e.TaskName} failed: {e.FailureDetails.ErrorMessage}",
                Bare = true,
            });
        }
    }

    private static async Task<RunJudgement> MeasureAsync(TaskOrchestrationContext context, RunRequest request)
    {
        context.SetCustomStatus(RunStage.Plan);
        if (request.OfPullRequest && await context.OpenPullRequestAsync(request) is { } problem)
        {
            return new RunJudgement(request.RunId, RunOutcome.InternalError, problem);
        }

        RunPlan plan = await PlanAsync(context, request);
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

    // A service that is full now has room a while later; a check that says so would have to be asked for again by hand.
    private static async Task<RunPlan> PlanAsync(TaskOrchestrationContext context, RunRequest request)
    {
        DateTime limit = context.CurrentUtcDateTime + LongestWait;
        RunPlan plan = await context.PlanRunAsync(request);
        if (plan.Stop is { Passing: true })
        {
            await context.AnnounceRunAsync(request);
        }

        while (plan.Stop is { Passing: true })
        {
            await context.CreateTimer(BetweenAsks, CancellationToken.None);
            plan = await context.PlanRunAsync(request with { IsLastAsk = context.CurrentUtcDateTime >= limit });
        }

        return plan;
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
