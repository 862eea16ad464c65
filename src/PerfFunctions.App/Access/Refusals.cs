using Microsoft.AspNetCore.Http;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Dashboard;
using PerfFunctions.App.Http;

namespace PerfFunctions.App.Access;

/// <summary>Answers who is not known: with problem details, or, where a browser opens an address, with a page to sign in by.</summary>
public sealed class Refusals(PlatformSignIn platform, LocalMode local)
{
    /// <summary>401; 503 where what would prove the caller does not answer.</summary>
    public IResult Unknown(HttpContext http, FoundCaller found)
    {
        if (found.IsOutage)
        {
            return Problems.Unavailable("Access tokens cannot be verified at the moment, because the tenant's signing keys cannot be read.");
        }

        http.Response.Headers.WWWAuthenticate = "Bearer realm=\"PerfFunctions\"";
        http.Response.Headers.CacheControl = "no-store";
        return IsOpenedInBrowser(http.Request)
            ? PageAnswers.Page(http.Response, DashboardPage.SignIn, StatusCodes.Status401Unauthorized)
            : Problems.Unauthenticated(
                local.IsClosed
                    ? "No access is configured: set a key with Perf:Access:Keys:NAME:Secret and :Role, or configure sign-in."
                    : "Send a key in the header x-functions-key, or an access token in Authorization.",
                platform.IsOn ? PlatformSignIn.Address : null);
    }

    private static bool IsOpenedInBrowser(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
}
