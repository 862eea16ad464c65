using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using PerfFunctions.App.Http;
using PerfFunctions.Engine.Plans.Files;

namespace PerfFunctions.App.Plans;

/// <summary>
/// Reads a plan and the files beside it from a form, <c>multipart/form-data</c>: a part <c>plan</c>, and for each file a part
/// <c>file</c>, whose file name is the path by which the plan names it.
/// </summary>
internal static class PlanForm
{
    private const string Allowed = "one part 'plan', and a part 'file' for each file, its filename the path that the plan names";
    private const int HeadBytes = 2_000;
    private const int MaxBoundary = 70;

    /// <summary>Whether a body is such a form.</summary>
    public static bool Is(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type) &&
        type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    /// <summary>The plan; or all mistakes of the form as its refusal.</summary>
    public static async Task<PlanUpload> ReadAsync(string contentType, byte[] body, CancellationToken cancellationToken)
    {
        string boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(contentType).Boundary).ToString();
        List<FieldProblem> problems = [];
        List<byte[]> plans = [];
        List<PlanFile> files = [];
        try
        {
            if (boundary.Length is 0 or > MaxBoundary)
            {
                throw new InvalidDataException("it has no valid boundary");
            }

            var reader = new MultipartReader(boundary, new MemoryStream(body, writable: false)) { HeadersLengthLimit = HeadBytes };
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                await TakeAsync(section, plans, files, problems, cancellationToken);
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return PlanUpload.Refused(Problems.Fields([new FieldProblem("body", null, $"is not a valid form: {e.Message}", Allowed)]));
        }

        if (plans.Count != 1)
        {
            problems.Add(new FieldProblem("plan", null, plans.Count == 0 ? "is missing" : $"is there {plans.Count} times", Allowed));
        }

        return problems.Count == 0 ? new PlanUpload(plans[0], new PlanFiles(files)) : PlanUpload.Refused(Problems.Fields(problems));
    }

    private static async Task TakeAsync(
        MultipartSection section, List<byte[]> plans, List<PlanFile> files, List<FieldProblem> problems,
        CancellationToken cancellationToken)
    {
        ContentDispositionHeaderValue? head = section.GetContentDispositionHeader();
        string name = HeaderUtilities.RemoveQuotes(head?.Name ?? default).ToString();
        using var content = new MemoryStream();
        await section.Body.CopyToAsync(content, cancellationToken);
        if (name == "plan")
        {
            plans.Add(content.ToArray());
            return;
        }

        if (name != "file")
        {
            problems.Add(new FieldProblem(name, null, "is not a part of this form", Allowed));
            return;
        }

        string written = HeaderUtilities.RemoveQuotes(head!.FileNameStar.HasValue ? head.FileNameStar : head.FileName).ToString();
        if (PlanFilePath.Read(written) is not { } path)
        {
            problems.Add(new FieldProblem("file", written, "its filename is not the path of a file beside the plan", PlanFilePath.Allowed));
        }
        else if (files.Any(f => f.Path == path))
        {
            problems.Add(new FieldProblem("file", written, "is there twice", "each file once"));
        }
        else
        {
            files.Add(PlanFile.Of(path, content.ToArray()));
        }
    }
}
