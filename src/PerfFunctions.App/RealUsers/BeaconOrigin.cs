using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PerfFunctions.Engine.RealUsers;

namespace PerfFunctions.App.RealUsers;

/// <summary>Answers browsers whether a page of an origin may send, by CORS.</summary>
internal static class BeaconOrigin
{
    private const string PreflightSeconds = "86400";

    /// <summary>Whether the origin of a request may send; then the headers that say so are on the answer.</summary>
    public static bool Allow(HttpRequest request, RealUserPlan plan)
    {
        string? origin = request.Headers.Origin.Count == 1 ? request.Headers.Origin[0] : null;
        IHeaderDictionary headers = request.HttpContext.Response.Headers;
        headers.Vary = HeaderNames.Origin;
        if (!plan.Allows(origin))
        {
            return false;
        }

        // sendBeacon always sends as with credentials. The service looks at none here, and a browser sends none of other sites.
        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlAllowCredentials = "true";
        return true;
    }

    /// <summary>Adds what a browser asks for before it sends JSON.</summary>
    public static void AllowJson(HttpResponse response)
    {
        response.Headers.AccessControlAllowMethods = HttpMethods.Post;
        response.Headers.AccessControlAllowHeaders = "content-type";
        response.Headers.AccessControlMaxAge = PreflightSeconds;
    }
}
