using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;

namespace PerfFunctions.App.RealUsers;

/// <summary>Serves the script that pages of real users load.</summary>
public sealed class CollectorPage(RealUserPlans plans)
{
    // Long enough to cost a user one request a page view, and short enough for a new sample rate to reach them the same day.
    private const string Caching = "public, max-age=3600";

    /// <summary>The script for the pages of a stored plan with <c>rum</c>.</summary>
    [Function("CollectorScript")]
    [RequireRole(Role.None)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "rum/{plan}.js")] HttpRequest request, string plan,
        CancellationToken cancellationToken)
    {
        if (await plans.FindAsync(plan, cancellationToken) is not { } asked)
        {
            return Results.NotFound();
        }

        // Pages of any origin may load it, also where they check its hash or isolate themselves: it holds nothing secret.
        IHeaderDictionary headers = request.HttpContext.Response.Headers;
        headers.CacheControl = Caching;
        headers.AccessControlAllowOrigin = "*";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        var script = CollectorScript.Of(plan, asked);
        return Results.Bytes(script.Utf8, "text/javascript; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{script.Tag}\""));
    }
}
