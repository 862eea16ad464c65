using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PerfFunctions.App.Runs.Activities;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.App.Runs.Orchestrations;

/// <summary>A run from request to verdict.</summary>
public static class PerfRun
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(15);

    // Shards look for a stop every few seconds; a page load is cut at once.
    private static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(1);

    /// <summary>Runs the stages. Whatever goes wrong on the way, the run ends in one verdict and one report.</summary>
    [Function(RunInstances.Run)]
    public static async Task<RunOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, RunRequest request)
    {
        RunJudgement judgement;
        RunPlan? plan = null;
        try
        {
            (plan, RunJudgement? end) = await AdmitAsync(context, request);
            judgement = end ?? await MeasureAsync(context, request, plan!);
        }
        catch (TaskFailedException e)
        {
            judgement = new RunJudgement(request.RunId, RunOutcome.InternalError, $"{e.TaskName} failed: {e.FailureDetails.ErrorMessage}");
        }

        if (plan is { Stop: null, TearsDown: true })
        {
            judgement = judgement with { Teardown = await TearDownAsync(context, plan) };
        }

        (RunOutcome outcome, string? unreported) = await ConcludeAsync(context, request, judgement);
        string? undelivered = judgement.Quiet ? null : await context.NotifyAsync(request);
        if ((unreported ?? undelivered) is { } problem)
        {
            await context.RecordUndeliveredAsync(new UndeliveredRun(request.RunId, problem));
        }

        context.SetCustomStatus(RunStage.Done);
        return outcome;
    }

    // What cannot be judged is reported as that, and what cannot be rendered without its figures: a check must not stay in progress.
    private static async Task<(RunOutcome Outcome, string? Problem)> ConcludeAsync(
        TaskOrchestrationContext context, RunRequest request, RunJudgement judgement)
    {
        RunJudgement attempt = judgement;
        while (true)
        {
            try
            {
                context.SetCustomStatus(RunStage.Evaluate);
                RunOutcome outcome = await context.JudgeRunAsync(attempt);
                context.SetCustomStatus(RunStage.Report);
                await context.ReportRunAsync(request);
                return (outcome, null);
            }
            catch (TaskFailedException e)
            {
                string problem = $"{e.TaskName} failed: {e.FailureDetails.ErrorMessage}";
                if (attempt.Plain)
                {
                    return (RunOutcome.InternalError, problem);
                }

                attempt = attempt with
                {
                    Forced = RunOutcome.InternalError,
                    Reason = problem,
                    Bare = true,
                    Plain = attempt.Bare || e.TaskName == nameof(ReportRun),
                };
            }
        }
    }

    // The plan, and how the run ends where it does before anything is sent.
    private static async Task<(RunPlan? Plan, RunJudgement? End)> AdmitAsync(TaskOrchestrationContext context, RunRequest request)
    {
        context.SetCustomStatus(RunStage.Plan);
        if (request.OfPullRequest && await context.OpenPullRequestAsync(request) is { } problem)
        {
            return (null, new RunJudgement(request.RunId, RunOutcome.InternalError, problem));
        }

        RunPlan plan = await PlanAsync(context, request);
        return (plan, plan.Stop is { } stop ? new RunJudgement(plan.RunId, stop.Outcome, stop.Reason, stop.Quiet) : null);
    }

    private static async Task<RunJudgement> MeasureAsync(TaskOrchestrationContext context, RunRequest request, RunPlan plan)
    {
        await context.AnnounceRunAsync(request);
        if (plan.SetsUp && await SetUpAsync(context, plan) is { } end)
        {
            return end;
        }

        (RunMeasured measured, bool isTimedOut) = await WithinLimitAsync(context, plan);
        context.SetCustomStatus(RunStage.Aggregate);
        if (plan.ReadsServer)
        {
            await context.RetryServerReadAsync(plan.RunId);
        }

        await context.AggregateRunAsync(measured);
        return isTimedOut
            ? new RunJudgement(plan.RunId, RunOutcome.TimedOut, $"Load and audits did not end within {plan.LimitSeconds:F0} s.")
            : new RunJudgement(plan.RunId);
    }

    // Without what it makes there is nothing to measure; null when all went well.
    private static async Task<RunJudgement?> SetUpAsync(TaskOrchestrationContext context, RunPlan plan)
    {
        context.SetCustomStatus(RunStage.Setup);
        FixtureResult result = await context.RunSetupAsync(plan.RunId);
        return result.State switch
        {
            FixtureState.Completed => null,
            FixtureState.Stopped or FixtureState.NotRun => new RunJudgement(plan.RunId, RunOutcome.Cancelled),
            _ => new RunJudgement(plan.RunId, RunOutcome.NoData, result.Problem),
        };
    }

    // Says why it could not even be tried; null when it was, however it went.
    private static async Task<string?> TearDownAsync(TaskOrchestrationContext context, RunPlan plan)
    {
        context.SetCustomStatus(RunStage.Teardown);
        try
        {
            await context.RunTeardownAsync(plan.RunId);
            return null;
        }
        catch (TaskFailedException e)
        {
            return $"{Fixture.Teardown} failed: {e.FailureDetails.ErrorMessage}";
        }
    }

    // A service at capacity has capacity again a while later; a check that reports it would have to be run again by hand.
    private static async Task<RunPlan> PlanAsync(TaskOrchestrationContext context, RunRequest request)
    {
        DateTime limit = context.CurrentUtcDateTime + LongestWait;
        RunPlan plan = await context.PlanRunAsync(request);
        if (plan.Stop is { Transient: true })
        {
            await context.AnnounceRunAsync(request);
        }

        while (plan.Stop is { Transient: true })
        {
            await context.CreateTimer(PollInterval, CancellationToken.None);
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
            if (overLimit.IsCancellationRequested)
            {
                return new RunMeasured(plan.RunId, [], await audits);
            }
        }

        context.SetCustomStatus(RunStage.Load);
        try
        {
            return new RunMeasured(plan.RunId, await context.LoadPhaseAsync(plan), await audits);
        }
        catch (TaskFailedException)
        {
            await context.StopRunAsync(new RunRequest(plan.RunId));
            await audits.SettledAsync();
            throw;
        }
    }

    // Over its limit, a run is stopped, and what it measured until then is shown.
    private static async Task<(RunMeasured Measured, bool IsTimedOut)> WithinLimitAsync(TaskOrchestrationContext context, RunPlan plan)
    {
        using var overLimit = new CancellationTokenSource();
        Task<RunMeasured> phases = MeasurePhasesAsync(context, plan, overLimit.Token);
        if (await context.EndsWithinAsync(phases, TimeSpan.FromSeconds(plan.LimitSeconds)))
        {
            return (await phases, false);
        }

        overLimit.Cancel();
        await context.StopRunAsync(new RunRequest(plan.RunId));
        bool isStopped = await context.EndsWithinAsync(phases.SettledAsync(), StopLimit);
        return (isStopped && phases.IsCompletedSuccessfully ? await phases : NotEnded(plan), true);
    }

    private static RunMeasured NotEnded(RunPlan plan) => new(
        plan.RunId,
        [.. Enumerable.Range(0, plan.Shards).Select(shard => new ShardResult
        {
            Shard = shard,
            State = ShardState.Lost,
            Reason = $"Shard {shard} had not ended when the run reached its time limit.",
        })],
        []);
}
