using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Dashboard;

namespace PerfFunctions.App.Documentation;

/// <summary>Serves the documentation.</summary>
public static class DocsPages
{
    /// <summary>A page of the documentation; the list of pages at <c>/docs</c>.</summary>
    [Function("DocsPage")]
    [RequireRole(Role.None)]
    public static IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "docs/{page?}")] HttpRequest request, string? page) =>
        DocumentationSite.Page(page) is { } found
            ? PageAnswers.Page(request.HttpContext.Response, found)
            : PageAnswers.Page(request.HttpContext.Response, DocumentationSite.Missing, StatusCodes.Status404NotFound);

    /// <summary>The text of all pages, which the search of the documentation reads.</summary>
    [Function("DocsSearch")]
    [RequireRole(Role.None)]
    public static IResult GetSearch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "docs/search/index.json")] HttpRequest request) =>
        Results.Text(DocumentationSite.SearchIndex, "application/json; charset=utf-8");

    /// <summary>A picture of the documentation.</summary>
    [Function("DocsImage")]
    [RequireRole(Role.None)]
    public static IResult GetImage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "docs/images/{image}")] HttpRequest request, string image) =>
        DocumentationFiles.OpenImage(image) is { } content ? Results.Stream(content, "image/png") : Results.NotFound();
}
