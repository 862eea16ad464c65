using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Triggers;

namespace PerfFunctions.App.Reports;

/// <summary>Hands out reports, and has them sent again.</summary>
public sealed class ReportApi(RunStore runs, RunBlobs blobs, RunLinks links)
{
    /// <summary>The report of a run that has ended, as a page, Markdown, JSON or JUnit XML.</summary>
    [Function("GetReport")]
    [Allows(Role.Read)]
    [Answers(null, Media = "text/html, text/markdown, application/json, application/xml")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/runs/{id}/report.{format:regex(^(html|md|json|xml)$)}")] HttpRequest request,
        string id,
        string format,
        CancellationToken cancellation)
    {
        if (await runs.FindAsync(id, cancellation) is not { } run)
        {
            return Problems.NotFound($"run '{id}'");
        }

        if (await blobs.FindReportAsync(id, format, cancellation) is { } report)
        {
            return Results.Bytes(report.ToArray(), ContentType(format));
        }

        return Problems.Conflict(run.Outcome is null ? $"Run '{id}' has not ended yet." : $"Run '{id}' has no {format} report.");
    }

    /// <summary>
    /// Tells the pull request and the outgoing webhook again how a run ended: for reports that were given up, once what stood
    /// against them is mended. Who has been told already sees no difference.
    /// </summary>
    [Function("TellAgain")]
    [Allows(Role.Start)]
    [Answers(typeof(RunAccepted), 202)]
    public async Task<IResult> TellAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/runs/{id}/tell")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (await runs.FindAsync(id, cancellation) is not { } run)
        {
            return Problems.NotFound($"run '{id}'");
        }

        if (run.Outcome is null || await IsTellingAsync(durable, id, cancellation))
        {
            return Problems.Conflict(run.Outcome is null ? $"Run '{id}' has not ended yet." : $"The report of run '{id}' is still on its way.");
        }

        string tell = RunInstances.TellId(id);
        await durable.PurgeInstanceAsync(tell, cancellation);
        await durable.ScheduleNewOrchestrationInstanceAsync(
            RunInstances.Notification, new RunRequest(id, run.PullRequest is not null), new StartOrchestrationOptions(tell), cancellation);
        return RunAccepted.Result(id, links);
    }

    // By the run itself, or because somebody has asked for it already.
    private static async Task<bool> IsTellingAsync(DurableTaskClient durable, string id, CancellationToken cancellation) =>
        await durable.GetInstanceAsync(id, cancellation) is { IsCompleted: false } ||
        await durable.GetInstanceAsync(RunInstances.TellId(id), cancellation) is { IsCompleted: false };

    private static string ContentType(string format) => format switch
    {
        "html" => "text/html; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        _ => "application/xml; charset=utf-8",
    };
}
