using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.App.Runs;
using PerfFunctions.Reports.Html;

namespace PerfFunctions.App.Reports;

/// <summary>Hands out pictures of verdicts to code hosts, which have no key.</summary>
public sealed class PictureApi(RunStore runs, RunBlobs blobs, PictureLinks links)
{
    /// <summary>The changes of a run as SVG, by the signed address that its check names; 404 for any other, whatever is wrong with it.</summary>
    [Function("GetChangesPicture")]
    [RequireRole(Role.None)]
    [Answers(null, Media = "image/svg+xml")]
    [Query("sig", "Signature of the address, as in the check run.", Required = true)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/runs/{id}/changes.svg")] HttpRequest request, string id,
        CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(id, cancellationToken) is not { } run || !links.IsSigned(run, request.Query["sig"]) ||
            await blobs.FindVerdictAsync(id, cancellationToken) is not { } verdict || ChangesPicture.Render(run.Plan, verdict) is not { } picture)
        {
            return Problems.NotFound("picture");
        }

        IHeaderDictionary headers = request.HttpContext.Response.Headers;
        headers.CacheControl = "public, max-age=86400";
        return Results.Text(picture, "image/svg+xml; charset=utf-8");
    }
}
