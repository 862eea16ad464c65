using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PerfFunctions.App.CodeHosts.GitHub;

/// <summary>Makes the short-lived tokens by which the GitHub App proves who it is.</summary>
public sealed class AppTokens : IDisposable
{
    // GitHub takes at most 10 minutes between issue and expiry as its own clock sees them; the minute before makes up
    // for a clock of ours that is ahead.
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan After = TimeSpan.FromMinutes(9);

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly RSA _key;
    private readonly SigningCredentials _signing;
    private readonly string _appId;
    private readonly TimeProvider _time;

    /// <summary>Reads the app's key.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read.</exception>
    public AppTokens(GitHubOptions options, TimeProvider time)
    {
        _time = time;
        _appId = options.AppId!;
        _key = AppPrivateKey.Read(options);
        _signing = new SigningCredentials(new RsaSecurityKey(_key), SecurityAlgorithms.RsaSha256);
    }

    /// <summary>A JSON Web Token that GitHub takes for nine minutes.</summary>
    public string Create()
    {
        DateTime now = _time.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = _appId,
            IssuedAt = now - Before,
            Expires = now + After,
            SigningCredentials = _signing,
        });
    }

    /// <inheritdoc />
    public void Dispose() => _key.Dispose();
}
