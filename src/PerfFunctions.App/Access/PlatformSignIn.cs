using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;

namespace PerfFunctions.App.Access;

/// <summary>
/// Who the platform in front has signed in (App Service authentication). It takes its own headers out of what comes from
/// outside; without it anybody could write them, so they are believed where <c>Perf:Access:PlatformSignIn</c> says so, and nowhere else.
/// </summary>
public sealed class PlatformSignIn(IOptions<AccessOptions> options)
{
    /// <summary>Where people begin to sign in.</summary>
    public const string Address = "/.auth/login/aad";

    private const string Header = "X-MS-CLIENT-PRINCIPAL";
    private const string Provider = "aad";

    // The platform writes claims by their short names, or by those they had in SAML.
    private const string SamlRole = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role";

    /// <summary>Whether it is in front.</summary>
    public bool IsOn => options.Value.PlatformSignIn;

    /// <summary>The signed-in user; null if there is none.</summary>
    public Caller? Find(HttpRequest request)
    {
        if (!IsOn || request.Headers[Header].ToString() is not { Length: > 0 } principal)
        {
            return null;
        }

        try
        {
            using var parsed = JsonDocument.Parse(Convert.FromBase64String(principal));
            return Read(parsed.RootElement);
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Caller? Read(JsonElement principal)
    {
        if (principal.GetProperty("auth_typ").GetString() != Provider)
        {
            return null;
        }

        (string Type, string Value)[] claims =
        [
            .. principal.GetProperty("claims").EnumerateArray()
                .Select(claim => (claim.GetProperty("typ").GetString() ?? "", claim.GetProperty("val").GetString() ?? "")),
        ];
        return AppRoles.CallerOf([.. claims.Select(c => c with { Type = c.Type == SamlRole ? AppRoles.Claim : c.Type })], CallerProof.SignIn);
    }
}
