using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Access.Entra;

namespace PerfFunctions.App.Access;

/// <summary>
/// Sessions of the dashboard: a cookie by which links and pictures work where no header can be sent. It is worth reading at
/// most, so that nothing another site makes a browser send can change anything. One of a key is signed with what
/// is derived from the key, and ends with it; one of a token is the token, and ends with it. Nothing is stored.
/// </summary>
public sealed class Sessions(AccessKeys keys, EntraTokens tokens, LocalMode local, TimeProvider time)
{
    private const string Safe = "__Host-perf-session";
    private const string Plain = "perf-session";
    private const string TokenForm = "token.";

    // Browsers keep 4 kB of a cookie, its name and attributes among them.
    private const int LongestToken = 3500;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    /// <summary>Starts a session for a caller that has just authenticated with a key or a token.</summary>
    /// <returns>Whether there is one; not where the token is too long for a cookie.</returns>
    public bool Begin(HttpRequest request, Caller caller)
    {
        string? value = caller.Proof switch
        {
            CallerProof.Key => Sign(caller.Name, time.GetUtcNow() + Lifetime),
            CallerProof.Token when CallerFinder.TokenOf(request) is { Length: <= LongestToken } token => TokenForm + token,
            _ => null,
        };
        if (value is not null)
        {
            request.HttpContext.Response.Cookies.Append(NameFor(request), value, Attributes(request, Lifetime));
        }

        return value is not null;
    }

    /// <summary>Ends the session, if there is one.</summary>
    public void End(HttpRequest request) => request.HttpContext.Response.Cookies.Delete(NameFor(request), Attributes(request, null));

    /// <summary>Whose session a request is of, as one who may read.</summary>
    public async Task<FoundCaller> FindAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.Cookies[NameFor(request)] is not { Length: > 0 } value)
        {
            return FoundCaller.Unauthenticated("the request has no key, token or session");
        }

        FoundCaller found = value.StartsWith(TokenForm, StringComparison.Ordinal)
            ? await tokens.FindAsync(value[TokenForm.Length..], cancellationToken)
            : Check(value) is { } caller ? new(caller) : FoundCaller.Unauthenticated("the session has expired or is not valid");
        return found.Caller is null ? found : new(found.Caller with
        {
            Role = found.Caller.Role > Role.Read ? Role.Read : found.Caller.Role,
            Proof = CallerProof.Session,
        });
    }

    private string? Sign(string name, DateTimeOffset end) =>
        keys.Named(name) is { } key
            ? Signed(string.Create(CultureInfo.InvariantCulture, $"key.{name}.{end.ToUnixTimeSeconds()}"), key.SessionKey)
            : null;

    private Caller? Check(string value)
    {
        if (value.Split('.') is not ["key", var name, var end, _] || keys.Named(name) is not { } key ||
            !long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds))
        {
            return null;
        }

        string expected = Signed($"key.{name}.{end}", key.SessionKey);
        bool isOurs = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(value), Encoding.UTF8.GetBytes(expected));
        return isOurs && time.GetUtcNow().ToUnixTimeSeconds() < seconds ? key.Caller : null;
    }

    private static string Signed(string content, byte[] key) =>
        $"{content}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(content)))}";

    // Behind a platform the app sees http alone, so only this machine's own host is believed to be without TLS.
    private bool IsPlain(HttpRequest request) => local.IsLocalHost && !request.IsHttps && LocalMode.IsLoopbackName(request.Host);

    private string NameFor(HttpRequest request) => IsPlain(request) ? Plain : Safe;

    // Lax, not Strict: a link to a report, on a pull request say, must find the session, and reading is all it is worth.
    private CookieOptions Attributes(HttpRequest request, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        Secure = !IsPlain(request),
        SameSite = SameSiteMode.Lax,
        Path = "/",
        MaxAge = lifetime,
    };
}
