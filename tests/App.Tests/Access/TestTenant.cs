using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PerfFunctions.App.Tests.Access;

/// <summary>A small tenant on loopback: says with what it signs, as Entra does, and signs.</summary>
public sealed class TestTenant : IAsyncDisposable
{
    public const string Id = "11111111-2222-3333-4444-555555555555";
    public const string Client = "66666666-7777-8888-9999-000000000000";

    private readonly WebApplication _app;
    private RSA _key = RSA.Create(2048);
    private int _keys;

    private TestTenant(WebApplication app) => _app = app;

    public string Authority => _app.Urls.First();

    public string Issuer => $"{Authority}/{Id}/v2.0";

    public string KeyId => $"key-{_keys}";

    /// <summary>How often the keys were read.</summary>
    public int Reads { get; private set; }

    public bool IsDown { get; set; }

    public RSA Key => _key;

    /// <summary>Settings of a service that takes its tokens.</summary>
    public string[] Settings =>
        [$"Perf:Access:Entra:TenantId={Id}", $"Perf:Access:Entra:Audience={Client}", $"Perf:Access:Entra:Authority={Authority}"];

    public static async Task<TestTenant> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var tenant = new TestTenant(app);
        app.MapGet($"/{Id}/v2.0/.well-known/openid-configuration", () => tenant.IsDown
            ? Results.StatusCode(503)
            : Results.Json(new { issuer = tenant.Issuer, jwks_uri = $"{tenant.Authority}/keys" }));
        app.MapGet("/keys", () =>
        {
            tenant.Reads++;
            RSAParameters key = tenant._key.ExportParameters(false);
            return Results.Json(new
            {
                keys = new[] { new { kty = "RSA", use = "sig", kid = tenant.KeyId, n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) } },
            });
        });
        await app.StartAsync();
        return tenant;
    }

    /// <summary>Signs with another key from now on, and publishes that alone.</summary>
    public void Rotate()
    {
        _key.Dispose();
        _key = RSA.Create(2048);
        _keys++;
    }

    /// <summary>A token of an hour; each part can be another.</summary>
    public string Token(
        DateTimeOffset now, string[]? roles = null, string audience = Client, string? issuer = null, TimeSpan? life = null, SigningCredentials? signing = null) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Issuer,
            Audience = audience,
            NotBefore = now.UtcDateTime,
            IssuedAt = now.UtcDateTime,
            Expires = now.UtcDateTime + (life ?? TimeSpan.FromHours(1)),
            Claims = new Dictionary<string, object> { ["preferred_username"] = "anna@shop.example", ["azp"] = Client, ["roles"] = roles ?? ["Perf.Start"] },
            SigningCredentials = signing ?? new(new RsaSecurityKey(_key.ExportParameters(true)) { KeyId = KeyId }, SecurityAlgorithms.RsaSha256),
        });

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }
}
