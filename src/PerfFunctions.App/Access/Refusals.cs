using System.Text;
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
            return Problems.Unavailable("Tokens cannot be checked at the moment.");
        }

        http.Response.Headers.WWWAuthenticate = "Bearer realm=\"PerfFunctions\"";
        http.Response.Headers.CacheControl = "no-store";
        return IsOpenedInBrowser(http.Request)
            ? Results.Text(DashboardPage.SignIn, "text/html; charset=utf-8", Encoding.UTF8, StatusCodes.Status401Unauthorized)
            : Problems.Unknown(
                local.IsClosed ? "No access is configured: set a key, Perf:Access:Keys:NAME:Secret and :Role, or sign-in."
                    : "Show a key in x-functions-key, or a token in Authorization.",
                platform.IsOn ? PlatformSignIn.Address : null);
    }

    private static bool IsOpenedInBrowser(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
}
