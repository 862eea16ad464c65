using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;

namespace PerfFunctions.App.Access.Entra;

/// <summary>Proves callers by the access tokens of one Entra tenant.</summary>
public sealed class EntraTokens(IOptions<EntraOptions> options, EntraKeys keys, TimeProvider time)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    /// <summary>The owner of a token, or why the token is not valid.</summary>
    public async Task<FoundCaller> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (!options.Value.IsConfigured)
        {
            return FoundCaller.Unauthenticated("access tokens are not configured");
        }

        if (!_handler.CanReadToken(token) || KeyIdOf(token) is not { Length: > 0 } keyId)
        {
            return FoundCaller.Unauthenticated("the token is not a signed JSON Web Token");
        }

        if (await keys.FindAsync(keyId, cancellationToken) is not { } tenant)
        {
            return new(null, "the tenant's signing keys cannot be read", IsOutage: true);
        }

        TokenValidationResult result = await _handler.ValidateTokenAsync(token, Parameters(tenant));
        if (!result.IsValid)
        {
            // The kind says which rule the token breaks; the message may have parts of the token.
            string kind = result.Exception?.GetType().Name ?? "unknown";
            return FoundCaller.Unauthenticated($"the token is not valid ({kind})");
        }

        return new(AppRoles.CallerOf([.. result.ClaimsIdentity.Claims.Select(claim => (claim.Type, claim.Value))], CallerProof.Token));
    }

    private TokenValidationParameters Parameters(OpenIdConnectConfiguration tenant) => new()
    {
        // Tokens of the first version name the tenant in the older way; the app registration decides which version comes.
        ValidIssuers = [tenant.Issuer, $"https://sts.windows.net/{options.Value.TenantId}/"],
        ValidAudiences = [options.Value.Audience, $"api://{options.Value.Audience}"],
        // Nothing but the signature of the tenant's own key: no 'none', and no public key taken for a shared secret.
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        IssuerSigningKeys = tenant.SigningKeys,
        TryAllIssuerSigningKeys = false,
        RequireExpirationTime = true,
        LifetimeValidator = IsAlive,
    };

    private bool IsAlive(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + Skew && (notBefore is not { } start || now >= start - Skew);
    }

    private static string? KeyIdOf(string token)
    {
        try
        {
            return new JsonWebToken(token).Kid;
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }
}
