using System.Text;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Access.Entra;
using PerfFunctions.App.Tests.Parts;

namespace PerfFunctions.App.Tests.Access.Entra;

public sealed class EntraTokensTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(Samples.Now);
    private TestTenant _tenant = null!;
    private Bench _bench = null!;

    private DateTimeOffset Now => _time.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        _tenant = await TestTenant.StartAsync();
        _bench = Bench.Create(Unreachable.Storage, _time, _tenant.Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _tenant.DisposeAsync();
    }

    [Theory]
    [InlineData("Perf.Read", Role.Read)]
    [InlineData("Perf.Start", Role.Start)]
    [InlineData("Perf.Administer", Role.Administer)]
    [InlineData("perf.administer", Role.None)]
    public async Task A_token_says_who_asks_and_its_app_role_what_they_may(string role, Role expected) =>
        Assert.Equal(new Caller("anna@shop.example", expected, CallerProof.Token), (await FindAsync(_tenant.Token(Now, [role]))).Caller);

    [Fact]
    public async Task Of_several_roles_the_highest_counts_and_without_any_the_caller_is_known_and_may_nothing()
    {
        Assert.Equal(Role.Start, (await FindAsync(_tenant.Token(Now, ["Perf.Read", "Perf.Start", "Other"]))).Caller?.Role);
        Assert.Equal(Role.None, (await FindAsync(_tenant.Token(Now, []))).Caller?.Role);
    }

    [Fact]
    public async Task Both_forms_of_issuer_and_audience_are_the_tenants() => Assert.NotNull((await FindAsync(
        _tenant.Token(Now, audience: $"api://{TestTenant.Client}", issuer: $"https://sts.windows.net/{TestTenant.Id}/"))).Caller);

    [Fact]
    public async Task What_is_meant_for_others_is_not_taken()
    {
        await IsRefusedAsync("SecurityTokenInvalidAudience", _tenant.Token(Now, audience: "other"));
        await IsRefusedAsync("SecurityTokenInvalidIssuer", _tenant.Token(Now, issuer: $"{_tenant.Authority}/other/v2.0"));
    }

    [Fact]
    public async Task A_token_lives_as_long_as_it_says_give_or_take_two_minutes()
    {
        string token = _tenant.Token(Now);
        _time.Advance(TimeSpan.FromMinutes(61));
        Assert.NotNull((await FindAsync(token)).Caller);
        _time.Advance(TimeSpan.FromMinutes(1));
        await IsRefusedAsync("Lifetime", token);
        await IsRefusedAsync("Lifetime", _tenant.Token(Now + TimeSpan.FromMinutes(3)));
        Assert.NotNull((await FindAsync(_tenant.Token(Now + TimeSpan.FromMinutes(1)))).Caller);
    }

    [Fact]
    public async Task Only_the_tenants_own_signature_counts()
    {
        string[] parts = _tenant.Token(Now).Split('.');
        string none = Base64UrlEncoder.Encode($$"""{"alg":"none","typ":"JWT","kid":"{{_tenant.KeyId}}"}""");
        await IsRefusedAsync("Signature", $"{none}.{parts[1]}.");
        await IsRefusedAsync("Signature", $"{none}.{parts[1]}.{parts[2]}");

        // The public key is known to all; as a shared secret it would prove nothing.
        foreach (byte[] shared in new[] { Encoding.UTF8.GetBytes(_tenant.Key.ExportSubjectPublicKeyInfoPem()), _tenant.Key.ExportSubjectPublicKeyInfo() })
        {
            var signing = new SigningCredentials(new SymmetricSecurityKey(shared) { KeyId = _tenant.KeyId }, SecurityAlgorithms.HmacSha256);
            await IsRefusedAsync("", _tenant.Token(Now, signing: signing));
        }

        await using TestTenant stranger = await TestTenant.StartAsync();
        await IsRefusedAsync("Signature", stranger.Token(Now, issuer: _tenant.Issuer));
        string raised = Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace("Perf.Start", "Perf.Administer", StringComparison.Ordinal));
        await IsRefusedAsync("Signature", $"{parts[0]}.{raised}.{parts[2]}");
    }

    [Fact]
    public async Task A_new_key_of_the_tenant_is_fetched_when_a_token_names_it_and_the_old_one_is_worthless_then()
    {
        string before = _tenant.Token(Now);
        Assert.NotNull((await FindAsync(before)).Caller);
        _tenant.Rotate();
        Assert.NotNull((await FindAsync(_tenant.Token(Now))).Caller);
        Assert.Null((await FindAsync(before)).Caller);
        Assert.Equal(2, _tenant.Reads);
    }

    [Fact]
    public async Task Made_up_key_names_make_one_call_at_most()
    {
        string good = _tenant.Token(Now);
        await FindAsync(good);
        var signing = new SigningCredentials(new RsaSecurityKey(_tenant.Key) { KeyId = "made-up" }, SecurityAlgorithms.RsaSha256);
        string unknown = _tenant.Token(Now, signing: signing);
        for (int i = 0; i < 20; i++)
        {
            await IsRefusedAsync("Signature", unknown);
        }

        Assert.NotNull((await FindAsync(good)).Caller);
        Assert.Equal(2, _tenant.Reads);
    }

    [Fact]
    public async Task A_tenant_that_does_not_answer_is_an_outage_and_keys_that_are_known_last_through_one()
    {
        _tenant.IsDown = true;
        FoundCaller found = await FindAsync(_tenant.Token(Now));
        Assert.True(found.IsOutage);
        _tenant.IsDown = false;

        // After a failure the next call waits for up to a second of real time.
        while ((found = await FindAsync(_tenant.Token(Now))).IsOutage)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.NotNull(found.Caller);
        _tenant.IsDown = true;
        var signing = new SigningCredentials(new RsaSecurityKey(_tenant.Key) { KeyId = "made-up" }, SecurityAlgorithms.RsaSha256);
        string unknown = _tenant.Token(Now, signing: signing);
        await IsRefusedAsync("Signature", unknown);
        Assert.NotNull((await FindAsync(_tenant.Token(Now))).Caller);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.e30.c2ln")]
    [InlineData("....")]
    public async Task What_is_no_token_proves_nobody(string text) => await IsRefusedAsync("", text);

    private Task<FoundCaller> FindAsync(string token) => _bench.Get<EntraTokens>().FindAsync(token, TestContext.Current.CancellationToken);

    private async Task IsRefusedAsync(string kind, string token)
    {
        FoundCaller found = await FindAsync(token);
        Assert.Null(found.Caller);
        Assert.False(found.IsOutage);
        Assert.Contains(kind, found.Reason, StringComparison.Ordinal);
    }
}
