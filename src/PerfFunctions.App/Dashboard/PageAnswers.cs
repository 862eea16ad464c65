using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace PerfFunctions.App.Dashboard;

/// <summary>Responses with pages of the dashboard, and with what they load.</summary>
internal static class PageAnswers
{
    /// <summary>
    /// What a page of the dashboard may do: load scripts, styles and pictures from this service, call this service, and nothing else.
    /// Nothing that stands in the page itself runs as a script or counts as a style.
    /// </summary>
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string ForGood = "public, max-age=31536000, immutable";
    private const string Brotli = "br";

    /// <summary>A page under the policy of the dashboard.</summary>
    public static IResult Page(HttpResponse response, string html, int status = StatusCodes.Status200OK)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        return Results.Text(html, "text/html; charset=utf-8", Encoding.UTF8, status);
    }

    /// <summary>
    /// An asset, which may be kept for a year, by Brotli where the browser takes that; 304 to a browser that has it, 404 where there is
    /// none of this name.
    /// </summary>
    public static IResult Asset(HttpRequest request, string name)
    {
        // Another instance may have answered with the page.
        DashboardPage.Prepare();
        if (ServedAssets.Find(name) is not { } asset)
        {
            return Results.NotFound();
        }

        HttpResponse response = request.HttpContext.Response;
        response.Headers.CacheControl = ForGood;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        bool takesBrotli = request.GetTypedHeaders().AcceptEncoding.Any(encoding => encoding.Value == Brotli && encoding.Quality != 0);
        if (takesBrotli)
        {
            response.Headers.ContentEncoding = Brotli;
        }

        // Each form has a tag of its own, and what is compressed already is not compressed again.
        var tag = new EntityTagHeaderValue(takesBrotli ? $"\"{asset.Hash}-{Brotli}\"" : $"\"{asset.Hash}\"");
        return Results.Bytes(takesBrotli ? asset.Brotli : asset.Content, asset.Type, entityTag: tag);
    }
}
