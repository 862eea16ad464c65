using Microsoft.AspNetCore.Http;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Access.Entra;

namespace PerfFunctions.App.Access;

/// <summary>
/// Finds who sent a request. A key or token that was given decides alone: where it is wrong, nothing else lets the request
/// in. What a browser adds by itself, even to requests that another site's page makes, is worth no more than reading there.
/// </summary>
public sealed class CallerFinder(AccessKeys keys, EntraTokens tokens, PlatformSignIn platform, Sessions sessions, LocalMode local)
{
    private const string BearerScheme = "Bearer ";

    /// <summary>The caller, or why the request is not authenticated.</summary>
    public async Task<FoundCaller> FindAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        string? key = KeyOf(request);
        if (key is not null && keys.Find(key) is { } byKey)
        {
            return new(byKey);
        }

        if (TokenOf(request) is { } token)
        {
            return await tokens.FindAsync(token, cancellationToken);
        }

        if (key is not null)
        {
            return FoundCaller.Unauthenticated("the key is unknown");
        }

        FoundCaller found = platform.Find(request) is { } signedIn ? new(signedIn) : await sessions.FindAsync(request, cancellationToken);
        if ((found.Caller ?? local.Find(request)) is not { } caller)
        {
            return found;
        }

        return new(IsFromAnotherSite(request) && caller.Role > Role.Read ? caller with { Role = Role.Read } : caller);
    }

    /// <summary>The key that a request shows, as the platform's own keys are shown; null for none.</summary>
    internal static string? KeyOf(HttpRequest request) => NotEmpty(request.Headers["x-functions-key"]) ?? NotEmpty(request.Query["code"]);

    /// <summary>The bearer token that a request shows; null for none.</summary>
    internal static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } value && value.StartsWith(BearerScheme, StringComparison.OrdinalIgnoreCase)
            ? value[BearerScheme.Length..].Trim()
            : null;

    private static bool IsFromAnotherSite(HttpRequest request)
    {
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is not ("same-origin" or "none");
        }

        string origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out Uri? from) &&
            string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
