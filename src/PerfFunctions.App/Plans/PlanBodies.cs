using Microsoft.AspNetCore.Http;
using PerfFunctions.App.Http;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.App.Plans;

/// <summary>
/// Reads plans from request bodies: the text alone, a <see cref="PlanForm"/> with the files beside it, or a k6 script. With
/// <c>?filesOf=NAME</c>, files that the plan names and the body lacks are those of the stored plan of that name: who edits a
/// text does not send its files again.
/// </summary>
public sealed class PlanBodies(RequestBodies bodies, ScriptBodies scripts, PlanStore plans)
{
    // The heads of the parts come on top of what they hold.
    private const int FormBytes = PlanLimits.FileBytes + PlanFileLimits.AllBytes + 64_000;

    // What a request says of a script alone.
    private static readonly string[] OfScripts = ["name", "env"];

    /// <summary>The plan of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">Name under which the plan is stored; null where it is not.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<PlanUpload> ReadAsync(HttpRequest request, string? name, CancellationToken cancellationToken)
    {
        bool isScript = ScriptBodies.Is(request.ContentType);
        FieldProblem[] misplaced = isScript ? [] : [.. OfScripts.Where(request.Query.ContainsKey).Select(Misplaced)];
        if (misplaced.Length > 0)
        {
            return PlanUpload.Refused(Problems.Fields(misplaced));
        }

        PlanUpload upload = isScript ? await ReadScriptAsync(request, name, cancellationToken) : await ReadBodyAsync(request, cancellationToken);
        return upload is { Refusal: null, IsScript: false } && (string?)request.Query["filesOf"] is { } other
            ? await AddFilesAsync(upload, other, cancellationToken)
            : upload;
    }

    private static FieldProblem Misplaced(string parameter) =>
        new(parameter, null, "is for k6 scripts", "a body that is a script, with Content-Type: application/javascript");

    private async Task<PlanUpload> ReadScriptAsync(HttpRequest request, string? name, CancellationToken cancellationToken)
    {
        using ReceivedBody body = await bodies.ReadAsync(request, ScriptBodies.MaxBytes, cancellationToken);
        return body.Refusal is { } refusal ? PlanUpload.Refused(refusal) : await scripts.ReadAsync(request, body.ToArray(), name, cancellationToken);
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
