using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Reports;

/// <summary>Hands out examples of requests that failed.</summary>
public sealed class FailuresApi(RunStore runs, RunBlobs blobs)
{
    /// <summary>
    /// For each request and kind of failure the first and a few later examples: when, status, headers, the beginning of the body,
    /// and what was expected. Secrets, cookies and authorization are not in them.
    /// </summary>
    [Function("GetFailures")]
    [RequireRole(Role.Read)]
    [Answers(typeof(FailuresView))]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/runs/{id}/failures")] HttpRequest request, string id,
        CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(id, cancellationToken) is null)
        {
            return Problems.NotFound($"run '{id}'");
        }

        RunSummary? summary = await blobs.FindSummaryAsync(id, cancellationToken);
        return Results.Json(
            new FailuresView(id,
            [
                .. (summary?.Scenarios ?? []).Where(s => s.Counts.Failed > 0).Select(s => new ScenarioFailures(s.Name, s.Counts.Failed, s.Failures)),
            ]),
            PerfJson.Options);
    }
}
