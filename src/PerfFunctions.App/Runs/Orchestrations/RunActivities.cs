using System.Text.Json;
using Microsoft.DurableTask;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Notifications;
using PerfFunctions.App.PullRequests;
using PerfFunctions.App.Runs.Activities;
using PerfFunctions.App.ServerMetrics;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.App.Runs.Orchestrations;

/// <summary>The stages as typed calls, each with its retry policy.</summary>
internal static class RunActivities
{
    // What code throws on an input it throws on it again, and waiting does not help. All else may be an outage.
    // By name: to look for a type, the engine's own test of a failure loads all of every assembly, and some cannot be.
    private static readonly HashSet<string> Lasting =
    [
        .. new[]
        {
            typeof(ArgumentException), typeof(ArgumentNullException), typeof(ArgumentOutOfRangeException), typeof(FormatException),
            typeof(IndexOutOfRangeException), typeof(InvalidCastException), typeof(InvalidOperationException), typeof(JsonException),
            typeof(KeyNotFoundException), typeof(NotSupportedException), typeof(NullReferenceException),
        }.Select(type => type.FullName!),
    ];

    // Storage and GitHub have bad minutes; a measurement is not repeated unasked.
    private static readonly TaskOptions Retried = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 5, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 2) { HandleFailure = MayPass });

    // Without its verdict and report a run would never end, so these outlast an outage of minutes.
    private static readonly TaskOptions Persistent = TaskOptions.FromRetryPolicy(
        new RetryPolicy(
            maxNumberOfAttempts: 15, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromMinutes(2))
        {
            HandleFailure = MayPass,
        });

    public static Task<RunPlan> PlanRunAsync(this TaskOrchestrationContext context, RunRequest request) =>
        context.CallActivityAsync<RunPlan>(nameof(PlanRun), request, Retried);

    public static Task AnnounceRunAsync(this TaskOrchestrationContext context, RunRequest request) =>
        context.CallActivityAsync(nameof(AnnounceRun), request, Retried);

    // Not repeated when it fails: what it made would be made twice.
    public static Task<FixtureResult> RunSetupAsync(this TaskOrchestrationContext context, string runId) =>
        context.CallActivityAsync<FixtureResult>(nameof(RunSetup), new RunRequest(runId));

    public static Task RunTeardownAsync(this TaskOrchestrationContext context, string runId) =>
        context.CallActivityAsync(nameof(RunTeardown), new RunRequest(runId), Retried);

    // An orchestration of its own costs a tenth of a second: not for nothing.
    public static Task<AuditResult[]> AuditPhaseAsync(this TaskOrchestrationContext context, RunPlan plan) => plan.Pages.Count == 0
        ? Task.FromResult<AuditResult[]>([])
        : context.CallSubOrchestratorAsync<AuditResult[]>(
            nameof(AuditPhase), plan, new SubOrchestrationOptions(instanceId: RunInstances.AuditId(plan.RunId)));

    public static Task<ShardResult[]> LoadPhaseAsync(this TaskOrchestrationContext context, RunPlan plan) =>
        context.CallSubOrchestratorAsync<ShardResult[]>(
            nameof(LoadPhase), plan, new SubOrchestrationOptions(instanceId: RunInstances.LoadId(plan.RunId)));

    public static Task<ShardResult[]> LoadChainAsync(this TaskOrchestrationContext context, LoadSliceInput input, string id) =>
        context.CallSubOrchestratorAsync<ShardResult[]>(nameof(LoadChain), input, new SubOrchestrationOptions(instanceId: id));

    public static Task<DateTimeOffset?> FindStartAsync(this TaskOrchestrationContext context, string runId) =>
        context.CallActivityAsync<DateTimeOffset?>(nameof(FindStart), new RunRequest(runId), Retried);

    public static Task WatchLoadAsync(this TaskOrchestrationContext context, RunPlan plan) =>
        context.CallActivityAsync(nameof(WatchLoad), plan);

    public static Task EndLoadAsync(this TaskOrchestrationContext context, string runId) =>
        context.CallActivityAsync(nameof(EndLoad), new RunRequest(runId), Retried);

    public static Task<ShardResult> RunLoadShardAsync(this TaskOrchestrationContext context, LoadShard shard) =>
        context.CallActivityAsync<ShardResult>(nameof(RunLoadShard), shard);

    public static Task<AuditResult> AuditPageAsync(this TaskOrchestrationContext context, PageAudit page) =>
        context.CallActivityAsync<AuditResult>(nameof(AuditPage), page);

    public static Task<int> FindFurtherLoadsAsync(this TaskOrchestrationContext context, PageAudit page) =>
        context.CallActivityAsync<int>(nameof(FindFurtherLoads), page, Retried);

    public static Task<bool> ReadServerAsync(this TaskOrchestrationContext context, string runId) =>
        context.CallActivityAsync<bool>(nameof(ReadServer), new RunRequest(runId), Retried);

    public static Task AggregateRunAsync(this TaskOrchestrationContext context, RunMeasured measured) =>
        context.CallActivityAsync(nameof(AggregateRun), measured, Retried);

    public static Task<RunOutcome> JudgeRunAsync(this TaskOrchestrationContext context, RunJudgement judgement) =>
        context.CallActivityAsync<RunOutcome>(nameof(EvaluateRun), judgement, Persistent);

    public static Task<RunOutcome> ReportRunAsync(this TaskOrchestrationContext context, RunRequest request) =>
        context.CallActivityAsync<RunOutcome>(nameof(ReportRun), request, Persistent);

    public static Task<string?> NotifyPullRequestAsync(this TaskOrchestrationContext context, RunRequest request) =>
        context.UntilTakenAsync(nameof(NotifyPullRequest), request, Persistent);

    public static Task<string?> PostVerdictAsync(this TaskOrchestrationContext context, RunRequest request) =>
        context.UntilTakenAsync(nameof(PostVerdict), request, Persistent);

    public static Task<string?> CarryOutCommandAsync(this TaskOrchestrationContext context, PullRequestCommand command) =>
        context.UntilTakenAsync(nameof(ExecuteCommand), command, Persistent);

    public static Task RecordUndeliveredAsync(this TaskOrchestrationContext context, UndeliveredRun undelivered) =>
        context.CallActivityAsync(nameof(StoreUndelivered), undelivered, Persistent);

    public static Task<string?> OpenPullRequestAsync(this TaskOrchestrationContext context, RunRequest request) =>
        context.UntilTakenAsync(nameof(OpenPullRequest), request, Retried);

    public static Task StopRunAsync(this TaskOrchestrationContext context, RunRequest request) =>
        context.CallActivityAsync(nameof(StopRun), request, Retried);

    private static bool MayPass(TaskFailureDetails failure) => !Lasting.Contains(failure.ErrorType);
}
