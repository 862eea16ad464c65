using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.App.Reports;

/// <summary>Returns reports, and publishes verdicts again.</summary>
public sealed class ReportApi(RunStore runs, RunBlobs blobs, IPagePrinter printer, RunLinks links)
{
    /// <summary>Returns the report of a run that has ended, as HTML, PDF, Markdown, JSON or JUnit XML.</summary>
    [Function("GetReport")]
    [RequireRole(Role.Read)]
    [Answers(null, Media = "text/html, application/pdf, text/markdown, application/json, application/xml")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/runs/{id}/report.{format:regex(^(html|pdf|md|json|xml)$)}")] HttpRequest request,
        string id,
        string format,
        CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(id, cancellationToken) is not { } run)
        {
            return Problems.NotFound($"run '{id}'");
        }

        // A PDF is printed when it is asked for.
        bool isPrinted = format == "pdf";
        if (await blobs.FindReportAsync(id, isPrinted ? "html" : format, cancellationToken) is { } report)
        {
            return isPrinted ? await PrintAsync(report, cancellationToken) : Results.Bytes(report.ToArray(), ContentType(format));
        }

        return Problems.Conflict(run.Outcome is null ? $"Run '{id}' has not ended yet." : $"Run '{id}' has no {format} report.");
    }

    /// <summary>
    /// Publishes a run's verdict to its pull request and the outgoing webhook again, for reports that could not be delivered.
    /// A notification that was already delivered does not change.
    /// </summary>
    [Function("NotifyAgain")]
    [RequireRole(Role.Start)]
    [Answers(typeof(RunAccepted), 202)]
    public async Task<IResult> NotifyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/runs/{id}/notifications")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(id, cancellationToken) is not { } run)
        {
            return Problems.NotFound($"run '{id}'");
        }

        if (run.Outcome is null || await IsNotifyingAsync(durable, id, cancellationToken))
        {
            return Problems.Conflict(run.Outcome is null ? $"Run '{id}' has not ended yet." : $"The report of run '{id}' is still being delivered.");
        }

        string notification = RunInstances.NotificationId(id);
        await durable.PurgeInstanceAsync(notification, cancellationToken);
        await durable.ScheduleNewOrchestrationInstanceAsync(
            RunInstances.Notification, new RunRequest(id, run.PullRequest is not null), new StartOrchestrationOptions(notification),
            cancellationToken);
        return RunAccepted.Result(id, links);
    }

    private async Task<IResult> PrintAsync(BinaryData page, CancellationToken cancellationToken)
    {
        PrintedPage printed = await printer.PrintAsync(page.ToString(), cancellationToken);
        return printed.Pdf is { } pdf ? Results.Bytes(pdf, "application/pdf") : Problems.Unavailable(printed.Problem!);
    }

    // By the run itself, or by an earlier request.
    private static async Task<bool> IsNotifyingAsync(DurableTaskClient durable, string id, CancellationToken cancellationToken) =>
        await durable.GetInstanceAsync(id, cancellationToken) is { IsCompleted: false } ||
        await durable.GetInstanceAsync(RunInstances.NotificationId(id), cancellationToken) is { IsCompleted: false };

    private static string ContentType(string format) => format switch
    {
        "html" => "text/html; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        _ => "application/xml; charset=utf-8",
    };
}
