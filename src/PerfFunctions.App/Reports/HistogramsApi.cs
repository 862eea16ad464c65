using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.Api.Histograms;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Reports;

/// <summary>Hands out what a run measured, for whoever computes figures of their own.</summary>
public sealed class HistogramsApi(RunStore runs, RunBlobs blobs)
{
    /// <summary>
    /// Returns the counts and histograms of a run that has ended: of each scenario, and of its requests, groups, checks and metrics.
    /// </summary>
    [Function("GetHistograms")]
    [RequireRole(Role.Read)]
    [Answers(typeof(HistogramsView))]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/runs/{id}/histograms")] HttpRequest request, string id,
        CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(id, cancellationToken) is not { } run)
        {
            return Problems.NotFound($"run '{id}'");
        }

        RunSummary? summary = run.Outcome is null ? null : await blobs.FindSummaryAsync(id, cancellationToken);
        return summary is null
            ? Problems.Conflict(run.Outcome is null ? $"Run '{id}' has not ended yet." : $"Run '{id}' measured nothing.")
            : Results.Json(HistogramsView.Of(summary), PerfJson.Options);
    }
}
