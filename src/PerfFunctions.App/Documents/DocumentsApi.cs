using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Reports.Documents;

namespace PerfFunctions.App.Documents;

/// <summary>Gives documents about a tested system, made from its plan and its runs.</summary>
public sealed class DocumentsApi(DocumentSources sources, IOptions<PriceOptions> prices, IPagePrinter printer)
{
    /// <summary>
    /// A document: <c>requirements</c>, <c>test-plan</c>, <c>test-report</c>, <c>budget</c>, <c>capacity-plan</c>,
    /// <c>monitoring</c>, <c>recommendations</c>, <c>runbook</c>, <c>scaling-playbook</c> or <c>checklist</c>.
    /// </summary>
    [Function("GetDocument")]
    [RequireRole(Role.Read)]
    [Answers(null, Media = "text/markdown, text/html, application/pdf")]
    [Query("size", "Size of the tested system's instances, as the price list has it.")]
    [Query("instances", "How many instances the tested system has today, 1 to 1000.")]
    [Query("months", "How many months a capacity plan looks ahead, 1 to 60; 12 by default.")]
    [Query("growth", "Growth of the demand a month in percent, -99 to 1000; as the objectives have it by default.")]
    [Query("peak", "Busiest moment of a month relative to its ordinary busy hour, 1 to 1000; as the objectives have it by default.")]
    [Query("demand", "Requests per second at the busiest time of an ordinary day; as the objectives have it by default.")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/plans/{name}/documents/{kind}.{format:regex(^(md|html|pdf)$)}")] HttpRequest request,
        string name,
        string kind,
        string format,
        CancellationToken cancellationToken)
    {
        if (DocumentKinds.Find(kind) is not { } document)
        {
            return Problems.NotFound($"document '{kind}'; there are {string.Join(", ", DocumentKinds.Names)}");
        }

        List<FieldProblem> problems = [];
        CapacityQuestion question = CapacityQuestions.Read(request.Query, prices.Value.Prices(), problems);
        if (problems.Count > 0)
        {
            return Problems.Fields(problems);
        }

        return await sources.FindAsync(name, question, cancellationToken) is { } source
            ? await AnswerAsync(document, await sources.DiagnosedAsync(source, cancellationToken), format, cancellationToken)
            : Problems.NotFound($"plan '{name}' that is stored or has been run");
    }

    private async Task<IResult> AnswerAsync(DocumentKind kind, DocumentSource source, string format, CancellationToken cancellationToken)
    {
        switch (format)
        {
            case "md":
                return Results.Text(PlanDocuments.Markdown(kind, source), "text/markdown; charset=utf-8");
            case "html":
                return Results.Text(PlanDocuments.Html(kind, source), "text/html; charset=utf-8");
            default:
                PrintedPage printed = await printer.PrintAsync(PlanDocuments.Html(kind, source), cancellationToken);
                return printed.Pdf is { } pdf ? Results.Bytes(pdf, "application/pdf") : Problems.Unavailable(printed.Problem!);
        }
    }
}
