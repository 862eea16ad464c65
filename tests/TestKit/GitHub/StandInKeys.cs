using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PerfFunctions.TestKit.GitHub;

/// <summary>
/// Who may call the stand-in: the app by a JSON Web Token of its key, an installation by a token given out here.
/// Checks tokens by the words of the RFC and not by the library that made them.
/// </summary>
internal sealed class StandInKeys(RSA key, string appId, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _tokens = new();

    /// <summary>Gives out a token of an hour.</summary>
    public (string Token, DateTimeOffset Ends) Issue()
    {
        string token = $"ghs_{RandomNumberGenerator.GetHexString(36)}";
        DateTimeOffset ends = time.GetUtcNow() + Life;
        _tokens[token] = ends;
        return (token, ends);
    }

    /// <summary>The token of a person, which has no end.</summary>
    public string UserToken { get; } = $"ghp_{RandomNumberGenerator.GetHexString(36)}";

    /// <summary>Whether it is the person who calls, and no app.</summary>
    public bool IsUser(string? authorization) => authorization?.EndsWith($" {UserToken}", StringComparison.Ordinal) == true;

    /// <summary>Takes back every token before its time.</summary>
    public void Revoke() => _tokens.Clear();

    /// <summary>Why an installation's token is refused; null when it is good.</summary>
    public string? TokenProblem(string? authorization)
    {
        if (IsUser(authorization))
        {
            return null;
        }

        string[] parts = (authorization ?? "").Split(' ', 2);
        return parts is [var scheme, var token] && scheme.ToLowerInvariant() is "token" or "bearer" &&
            _tokens.TryGetValue(token, out DateTimeOffset ends) && ends > time.GetUtcNow()
            ? null
            : "Bad credentials";
    }

    /// <summary>Why the app's token is refused; null when it is good.</summary>
    public string? AppProblem(string? authorization)
    {
        string[] token = (authorization ?? "").Split(' ', 2) is ["Bearer", var value] ? value.Split('.') : [];
        if (token.Length != 3)
        {
            return "A JSON web token could not be decoded";
        }

        byte[] signed = Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}");
        byte[] signature = Base64Url.DecodeFromChars(token[2]);
        if (Decode(token[0]).GetProperty("alg").GetString() != "RS256" ||
            !key.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
        {
            return "A JSON web token could not be decoded";
        }

        JsonElement claims = Decode(token[1]);
        var issued = DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("iat").GetInt64());
        var ends = DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("exp").GetInt64());
        DateTimeOffset now = time.GetUtcNow();
        return claims.GetProperty("iss").GetString() != appId ? "'Issuer' claim ('iss') must be the app"
            : issued > now ? "'Issued at' claim ('iat') must be in the past"
            : ends <= now || ends > now + Longest ? "'Expiration time' claim ('exp') is too far in the future or past"
            : null;
    }

    private static JsonElement Decode(string part) => JsonSerializer.Deserialize<JsonElement>(Base64Url.DecodeFromChars(part));
}
