using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using PerfFunctions.App.CodeHosts.GitHub;

namespace PerfFunctions.App.Tests.CodeHosts.GitHub;

public sealed class AppTokensTests
{
    [Fact]
    public void A_token_names_the_app_and_lives_ten_minutes_from_a_minute_ago()
    {
        using var key = RSA.Create(2048);
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
        using var tokens = new AppTokens(
            new GitHubOptions { AppId = "42", PrivateKey = key.ExportPkcs8PrivateKeyPem() }, time);

        JsonElement claims = JsonSerializer.Deserialize<JsonElement>(Base64Url.DecodeFromChars(tokens.Create().Split('.')[1]));

        Assert.Equal("42", claims.GetProperty("iss").GetString());
        Assert.Equal(1_800_000_000 - 60, claims.GetProperty("iat").GetInt64());
        Assert.Equal(1_800_000_000 + 540, claims.GetProperty("exp").GetInt64());
    }
}
