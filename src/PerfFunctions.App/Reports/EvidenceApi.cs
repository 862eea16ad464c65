using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.App.Reports;

/// <summary>Hands out what shows how a page loaded.</summary>
public sealed class EvidenceApi(RunStore runs, RunBlobs blobs)
{
    /// <summary>A file of the evidence of one page's median load: screenshot, filmstrip, HAR, trace.</summary>
    [Function("GetEvidence")]
    [RequireRole(Role.Read)]
    [Answers(null, Media = "image/jpeg, application/json, application/gzip")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/runs/{id}/pages/{page}/{file}")] HttpRequest request,
        string id,
        string page,
        string file,
        CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(id, cancellationToken) is null)
        {
            return Problems.NotFound($"run '{id}'");
        }

        // Only a name that the audit itself has written down is looked for.
        PageMeasurement? measured = PlanNames.IsSubject(page) ? await blobs.FindPageAsync(id, page, cancellationToken) : null;
        BinaryData? content = measured?.Evidence.Contains(file) == true ? await blobs.FindEvidenceAsync(id, page, file, cancellationToken) : null;
        if (content is null)
        {
            return Problems.NotFound($"file '{file}' of page '{page}' in run '{id}'");
        }

        return file switch
        {
            EvidenceFiles.Har => Results.Bytes(content.ToArray(), "application/json; charset=utf-8", $"{page}.har"),
            EvidenceFiles.Trace => Results.Bytes(content.ToArray(), "application/gzip", $"{page}-{EvidenceFiles.Trace}"),
            _ => Results.Bytes(content.ToArray(), "image/jpeg"),
        };
    }
}
