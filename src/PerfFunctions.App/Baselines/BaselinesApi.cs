using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.ActivityLogs;
using PerfFunctions.App.Http;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Baselines;

/// <summary>Accepts runs as baselines by hand, withdraws them, and lists them.</summary>
public sealed class BaselinesApi(RunStore runs, RunBlobs blobs, BaselineStore baselines, ActivityLog audit, TimeProvider time)
{
    private const int MaxListed = 20;

    /// <summary>Accepts a run: later ones under its conditions are compared with it, and with none before it.</summary>
    [Function("AcceptBaseline")]
    [RequireRole(Role.Start)]
    [Answers(null, 204)]
    public async Task<IResult> AcceptAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/runs/{id}/baseline")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(id, cancellationToken) is not { } run)
        {
            return Problems.NotFound($"run '{id}'");
        }

        if (run.Outcome is null)
        {
            return Problems.Conflict($"Run '{id}' is still running.");
        }

        if (await blobs.FindSummaryAsync(id, cancellationToken) is not { } summary)
        {
            return Problems.Conflict($"Run '{id}' measured nothing.");
        }

        if (summary.Degraded)
        {
            return Problems.Conflict($"Run '{id}' is degraded: part of its measurement was lost, so it cannot be a baseline.");
        }

        await KeepAsync(request, ActivityKind.AcceptBaseline, run, cancellationToken);
        await baselines.AcceptAsync(run.Plan, id, cancellationToken);
        return Results.NoContent();
    }

    /// <summary>Withdraws a run: later ones are no longer compared with it.</summary>
    [Function("WithdrawBaseline")]
    [RequireRole(Role.Start)]
    [Answers(null, 204)]
    public async Task<IResult> WithdrawAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/runs/{id}/baseline")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(id, cancellationToken) is not { } run || !await baselines.WithdrawAsync(run.Plan, id, cancellationToken))
        {
            return Problems.NotFound($"baseline of run '{id}'");
        }

        await KeepAsync(request, ActivityKind.WithdrawBaseline, run, cancellationToken);
        return Results.NoContent();
    }

    /// <summary>
    /// The runs that a plan may be compared with, newest first, each with its conditions and whether the next run is: of each
    /// conditions the newest 20. <c>?conditions=</c> gives those under one of them.
    /// </summary>
    [Function("ListBaselines")]
    [RequireRole(Role.Read)]
    [Answers(typeof(IReadOnlyList<BaselineView>))]
    [Query("conditions", "Key of the conditions; all by default.")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/plans/{name}/baselines")] HttpRequest request,
        string name,
        CancellationToken cancellationToken) =>
        PlanNames.IsValid(name)
            ? Results.Json(await ViewsAsync(name, request.Query["conditions"], cancellationToken), PerfJson.Options)
            : Problems.NotFound($"plan '{name}'");

    private async Task<IEnumerable<BaselineView>> ViewsAsync(string plan, string? conditions, CancellationToken cancellationToken)
    {
        string[] keys = conditions is { } key
            ? [key]
            : await baselines.NewestAsync(plan, cancellationToken).Select(run => run.ConditionsKey).ToArrayAsync(cancellationToken);
        List<BaselineView> views = [];
        foreach (string each in keys)
        {
            List<BaselineRun> runs = await baselines.UnderAsync(plan, each, before: null, MaxListed, cancellationToken)
                .ToListAsync(cancellationToken);
            HashSet<BaselineRun> used = [.. BaselineStore.PoolOf(runs, except: null)];
            views.AddRange(runs.Select(run => new BaselineView(run.RunId, run.ByHand, used.Contains(run), run.ConditionsKey, run.Conditions)));
        }

        return views.OrderByDescending(view => view.RunId, StringComparer.Ordinal);
    }

    private Task KeepAsync(
        HttpRequest request, ActivityKind what, RunRecord run, CancellationToken cancellationToken) => audit.AddAsync(
        new ActivityEntry { At = time.GetUtcNow(), Who = request.Caller(), What = what, Run = run.RunId, Plan = run.Plan, Target = run.Target },
        cancellationToken);
}
