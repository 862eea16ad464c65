using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.ActivityLogs;
using PerfFunctions.App.Http;
using PerfFunctions.App.Runs;

namespace PerfFunctions.App.Triggers;

/// <summary>Cancels runs.</summary>
public sealed class CancelRunApi(RunStore runs, ActivityLog log, RunLinks links, TimeProvider time)
{
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

        var entry = new ActivityEntry
        {
            At = time.GetUtcNow(),
            Who = request.Caller(),
            What = ActivityKind.Cancel,
            Run = id,
            Plan = run.Plan,
            Target = run.Target,
        };
        await log.AddAsync(entry, cancellationToken);
        await runs.RequestCancelAsync(id, cancellationToken);
        return RunAccepted.Result(id, links);
    }
}
