using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.ActivityLogs;
using PerfFunctions.App.Http;
using PerfFunctions.App.Options;
using PerfFunctions.App.Plans;
using PerfFunctions.App.Quotas;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Orchestrations;
using PerfFunctions.App.Runs.Starting;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.App.Triggers;

/// <summary>Starts, lists, shows and cancels runs.</summary>
public sealed class RunsApi(RequestBodies bodies, RequestedRuns asked, AdmissionChecks guards, RunStore runs, RunBlobs blobs, PlanStore plans, LiveLoadReader live, RunLinks links,
    ActivityLog audit, RunCosts costs, IOptions<RunOptions> options, TimeProvider time)
{
    private const int MaxListed = 200;

    /// <summary>
    /// Starts a run from the plan in the body, YAML or JSON, or from the stored plan named by <c>?plan=</c>;
    /// <c>?target=</c> takes the place of the plan's target, <c>?commit=</c> and <c>?branch=</c> say what is tested. An <c>Idempotency-Key</c> makes a retry safe.
    /// <c>?dryRun=true</c> starts nothing and returns what the run would do, what it would cost and why it would be refused.
    /// </summary>
    [Function("StartRun")]
    [RequireRole(Role.Start)]
    [Takes(null, Media = "application/yaml, application/json")]
    [Answers(typeof(RunAccepted), 202)]
    [Answers(typeof(RunForecast))]
    [Query("plan", "Name of a stored plan, instead of a plan in the body.")]
    [Query("target", "Address under test; overrides the plan's target.")]
    [Query("commit", "Commit under test.")]
    [Query("branch", "Branch of that commit.")]
    [Query("dryRun", "'true' starts nothing and returns what the run would do and cost.")]
    public async Task<IResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/runs")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        (byte[]? text, IResult? refusal) = await PlanTextAsync(request, cancellationToken);
        if (text is null)
        {
            return refusal!;
        }

        PlanParseResult parsed = PlanParser.Parse(text);
        string? target = request.Query["target"];
        List<FieldProblem> fields = [];
        RunSource source = RunSource.Of(request, fields);
        PlanProblem[] problems =
        [
            .. parsed.Problems, .. new[] { TargetProblem(target, parsed.Plan) }.OfType<PlanProblem>(),
            .. fields.Select(f => new PlanProblem(f.Field, 0, f.Value, f.Message, f.Allowed)),
        ];
        if (problems.Length > 0)
        {
            return Problems.Plan(problems);
        }

        string plan = System.Text.Encoding.UTF8.GetString(text);
        var guarded = new CheckedRun(null, parsed.Plan!, target ?? parsed.Plan!.Target, RunTrigger.Http) { Text = plan };
        if (request.Query["dryRun"] == "true")
        {
            return Json(RunForecast.Of(guarded, costs, options.Value.MaxLoads, await guards.ProblemsAsync(guarded, cancellationToken)));
        }

        var start = new RunStart(RunTrigger.Http, parsed.Plan!.Name, plan)
        {
            Target = target,
            Commit = source.Commit,
            Branch = source.Branch,
            Claim = RunClaim.Of(request, "http"),
        };
        return await asked.StartAsync(durable, request, guarded, start, cancellationToken);
    }

    /// <summary>Lists runs, newest first; <c>?count=</c> at most 200, <c>?after=</c> the last run of the page before.</summary>
    [Function("ListRuns")]
    [RequireRole(Role.Read)]
    [Answers(typeof(RunList))]
    [Query("count", "Runs per page, 1 to 200; 50 by default.")]
    [Query("after", "The runId of the last run of the previous page.")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/runs")] HttpRequest request, CancellationToken cancellationToken)
    {
        string? after = request.Query["after"];
        List<FieldProblem> problems = [];
        if (!int.TryParse(request.Query["count"].FirstOrDefault() ?? "50", CultureInfo.InvariantCulture, out int count) || count is < 1 or > MaxListed)
        {
            problems.Add(new FieldProblem("count", request.Query["count"], "is not a valid page size", $"1 to {MaxListed}"));
        }

        if (after is not null && !TableKeys.IsRunId(after))
        {
            problems.Add(new FieldProblem("after", after, "is not a run id", "the runId of the last run of the previous page"));
        }

        if (problems.Count > 0)
        {
            return Problems.Fields(problems);
        }

        IReadOnlyList<RunRecord> page = await runs.ListAsync(after, count, cancellationToken);
        return Json(new RunList(
            [.. page.Select(run => RunView.Of(run, run.Outcome is null ? "running" : RunStage.Done, links))],
            page.Count == count ? page[^1].RunId : null));
    }

    /// <summary>One run with its live state, or its verdict.</summary>
    [Function("GetRun")]
    [RequireRole(Role.Read)]
    [Answers(typeof(RunView))]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/runs/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(id, cancellationToken) is not { } run)
        {
            return Problems.NotFound($"run '{id}'");
        }

        if (run.Outcome is not null)
        {
            Verdict? verdict = await blobs.FindVerdictAsync(id, cancellationToken);
            return Json(RunView.Of(run, RunStage.Done, links) with { Verdict = verdict });
        }

        OrchestrationMetadata? instance = await durable.GetInstanceAsync(id, getInputsAndOutputs: true, cancellationToken);
        if (instance is { RuntimeStatus: OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated })
        {
            return Json(RunView.Broken(run, instance, links));
        }

        string stage = instance?.SerializedCustomStatus is null ? RunStage.Plan : instance.ReadCustomStatusAs<string>() ?? RunStage.Plan;
        return Json(RunView.Of(run, stage, links) with { Load = await live.ReadAsync(run, cancellationToken) });
    }

    /// <summary>Cancels a run: what was measured is kept and reported.</summary>
    [Function("CancelRun")]
    [RequireRole(Role.Start)]
    [Answers(typeof(RunAccepted), 202)]
    public async Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/runs/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(id, cancellationToken) is not { } run)
        {
            return Problems.NotFound($"run '{id}'");
        }

        if (run.Outcome is not null)
        {
            return Problems.Conflict($"Run '{id}' has ended already: {run.Outcome}.");
        }

        await audit.AddAsync(
            new ActivityEntry { At = time.GetUtcNow(), Who = request.Caller(), What = ActivityKind.Cancel, Run = id, Plan = run.Plan, Target = run.Target }, cancellationToken);
        await runs.RequestCancelAsync(id, cancellationToken);
        return RunAccepted.Result(id, links);
    }

    private async Task<(byte[]? Text, IResult? Refusal)> PlanTextAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        string? name = request.Query["plan"];
        if (name is null)
        {
            using ReceivedBody body = await bodies.ReadAsync(request, PlanLimits.FileBytes, cancellationToken);
            return body.Refusal is { } refusal ? (null, refusal) : (body.ToArray(), null);
        }

        return PlanNames.IsValid(name) && await plans.FindTextAsync(name, cancellationToken) is { } stored
            ? (System.Text.Encoding.UTF8.GetBytes(stored), null)
            : (null, Problems.NotFound($"stored plan '{name}'"));
    }

    private static PlanProblem? TargetProblem(string? target, PerfPlan? plan) =>
        target is not null
            ? HttpAddress.Problem("target", target) is { } field ? new PlanProblem("target", 0, field.Value, field.Message, field.Allowed) : null
            : plan is { Target: null }
                ? new PlanProblem("target", 0, null, "neither the plan nor the request names a target", "target: in the plan, or ?target= in the request")
                : null;

    private static IResult Json<T>(T value) => Results.Json(value, PerfJson.Options);
}
