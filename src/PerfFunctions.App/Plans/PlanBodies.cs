using Microsoft.AspNetCore.Http;
using PerfFunctions.App.Http;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.App.Plans;

/// <summary>
/// Reads plans from request bodies: the text alone, or a <see cref="PlanForm"/> with the files beside it. With
/// <c>?filesOf=NAME</c>, files that the plan names and the body lacks are those of the stored plan of that name: who edits a
/// text does not send its files again.
/// </summary>
public sealed class PlanBodies(RequestBodies bodies, PlanStore plans)
{
    // The heads of the parts come on top of what they hold.
    private const int FormBytes = PlanLimits.FileBytes + PlanFileLimits.AllBytes + 64_000;

    /// <summary>The plan of a request.</summary>
    public async Task<PlanUpload> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        PlanUpload upload = await ReadBodyAsync(request, cancellationToken);
        return upload.Refusal is null && (string?)request.Query["filesOf"] is { } name
            ? await AddFilesAsync(upload, name, cancellationToken)
            : upload;
    }

    private async Task<PlanUpload> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        bool isForm = PlanForm.Is(request.ContentType);
        using ReceivedBody body = await bodies.ReadAsync(request, isForm ? FormBytes : PlanLimits.FileBytes, cancellationToken);
        return body.Refusal is { } refusal ? PlanUpload.Refused(refusal)
            : isForm ? await PlanForm.ReadAsync(request.ContentType!, body.ToArray(), cancellationToken)
            : new PlanUpload(body.ToArray(), PlanFiles.None);
    }

    // Only those that the plan names: it would be refused for any other.
    private async Task<PlanUpload> AddFilesAsync(PlanUpload upload, string name, CancellationToken cancellationToken)
    {
        if (!PlanNames.IsValid(name) || await plans.FindAsync(name, cancellationToken) is null)
        {
            return PlanUpload.Refused(Problems.NotFound($"stored plan '{name}'"));
        }

        HashSet<string> lacking =
        [
            .. from file in PlanParser.Parse(upload.Text, PlanSettings.Open, upload.Files).Files
               where upload.Files.Find(file.Path) is null
               select file.Path,
        ];
        IReadOnlyList<PlanFile> found = lacking.Count == 0
            ? []
            : await plans.FindFilesAsync(name, file => lacking.Contains(file.Path), cancellationToken) ?? [];
        return upload with { Files = new PlanFiles([.. upload.Files.All, .. found.Where(file => lacking.Contains(file.Path))]) };
    }
}
