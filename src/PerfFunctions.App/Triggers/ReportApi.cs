using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.App.Access;
using PerfFunctions.App.Storage;

namespace PerfFunctions.App.Triggers;

/// <summary>Hands out reports.</summary>
public sealed class ReportApi(RunStore runs, RunBlobs blobs)
{
    /// <summary>The report of a run that has ended, as a page, Markdown, JSON or JUnit XML.</summary>
    [Function("GetReport")]
    [Allows(Role.Read)]
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

    private static string ContentType(string format) => format switch
    {
        "html" => "text/html; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        _ => "application/xml; charset=utf-8",
    };
}
