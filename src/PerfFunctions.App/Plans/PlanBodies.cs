using Microsoft.AspNetCore.Http;
using PerfFunctions.App.Http;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;

namespace PerfFunctions.App.Plans;

/// <summary>Reads plans from request bodies: the text alone, or a <see cref="PlanForm"/> with the files beside it.</summary>
public sealed class PlanBodies(RequestBodies bodies)
{
    // The heads of the parts come on top of what they hold.
    private const int FormBytes = PlanLimits.FileBytes + PlanFileLimits.AllBytes + 64_000;

    /// <summary>The plan of a request.</summary>
    public async Task<PlanUpload> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        bool isForm = PlanForm.Is(request.ContentType);
        using ReceivedBody body = await bodies.ReadAsync(request, isForm ? FormBytes : PlanLimits.FileBytes, cancellationToken);
        return body.Refusal is { } refusal ? PlanUpload.Refused(refusal)
            : isForm ? await PlanForm.ReadAsync(request.ContentType!, body.ToArray(), cancellationToken)
            : new PlanUpload(body.ToArray(), PlanFiles.None);
    }
}
