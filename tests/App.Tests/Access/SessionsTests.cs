using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Net.Http.Headers;
using PerfFunctions.Api;
using PerfFunctions.App.Access;
using PerfFunctions.App.Tests.Parts;

namespace PerfFunctions.App.Tests.Access;

public sealed class SessionsTests
{
    private static readonly string[] OnLocalHost = [.. Requests.Keys, "Host:Open=true"];

    private readonly FakeTimeProvider _time = new(Samples.Now);

    [Theory]
    [InlineData(Requests.AdministerKey, "owner")]
    [InlineData(Requests.ReadKey, "viewer")]
    public async Task A_session_is_worth_reading_and_no_more_whatever_began_it(string key, string name)
    {
        SetCookieHeaderValue cookie = await BeginAsync(key, Requests.Keys);
        Assert.Equal(new Caller(name, Role.Read, CallerProof.Session), await WhoAsync(cookie, Requests.Keys));
    }

    [Fact]
    public async Task No_script_reads_the_cookie_and_it_goes_over_TLS_alone()
    {
        SetCookieHeaderValue cookie = await BeginAsync(Requests.StartKey, Requests.Keys);
        Assert.Equal("__Host-perf-session", cookie.Name.Value);
        Assert.True(cookie is { HttpOnly: true, Secure: true, SameSite: Microsoft.Net.Http.Headers.SameSiteMode.Lax });
        Assert.Equal("/", cookie.Path.Value);
        SetCookieHeaderValue local = await BeginAsync(Requests.StartKey, OnLocalHost);
        Assert.True(local is { HttpOnly: true, Secure: false });
        Assert.NotNull(await WhoAsync(local, OnLocalHost));
    }

    [Fact]
    public async Task It_ends_after_eight_hours()
    {
        SetCookieHeaderValue cookie = await BeginAsync(Requests.StartKey, Requests.Keys);
        _time.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await WhoAsync(cookie, Requests.Keys));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await WhoAsync(cookie, Requests.Keys));
    }

    [Fact]
    public async Task It_ends_with_its_key_and_with_no_other()
    {
        SetCookieHeaderValue cookie = await BeginAsync(Requests.StartKey, Requests.Keys);
        string[] changed = [.. Requests.Keys.Where(s => !s.Contains(Requests.StartKey, StringComparison.Ordinal)), $"Perf:Access:Keys:pipeline:Secret={Requests.StartKey}-2"];
        Assert.Null(await WhoAsync(cookie, changed));
        string[] gone = [.. Requests.Keys.Where(s => !s.Contains("pipeline", StringComparison.Ordinal))];
        Assert.Null(await WhoAsync(cookie, gone));
        Assert.NotNull(await WhoAsync(cookie, [.. Requests.Keys.Where(s => !s.Contains("owner", StringComparison.Ordinal))]));
    }

    [Fact]
    public async Task Nothing_in_it_can_be_changed()
    {
        string value = (await BeginAsync(Requests.StartKey, Requests.Keys)).Value.Value!;
        string[] parts = value.Split('.');
        string[] forged =
        [
            $"{parts[0]}.owner.{parts[2]}.{parts[3]}", $"{parts[0]}.{parts[1]}.{parts[2]}0.{parts[3]}", $"{parts[0]}.{parts[1]}.{parts[2]}.",
            $"{parts[0]}.{parts[1]}.{parts[2]}.{parts[3]}.", $"{parts[0]}.{parts[1]}.+{parts[2]}.{parts[3]}", "key...", "token.", "token.a.b.c", "x",
        ];
        foreach (string text in forged)
        {
            Assert.Null(await Requests.With(("Cookie", $"__Host-perf-session={text}")).WhoAsync(_time, Requests.Keys));
        }
    }

    [Fact]
    public async Task One_of_a_token_ends_with_the_token()
    {
        await using TestTenant tenant = await TestTenant.StartAsync();
        await using Bench bench = Bench.Create(Unreachable.Storage, _time, tenant.Settings);
        HttpRequest request = Requests.With(("Authorization", $"Bearer {tenant.Token(_time.GetUtcNow(), ["Perf.Administer"])}"));
        Assert.True(bench.Get<Sessions>().Begin(request, (await request.WhoAsync(bench))!));
        HttpRequest later = Requests.With(("Cookie", CookieOf(request).ToString().Split(';')[0]));
        Assert.Equal(new Caller("anna@shop.example", Role.Read, CallerProof.Session), await later.WhoAsync(bench));
        _time.Advance(TimeSpan.FromMinutes(63));
        Assert.Null(await later.WhoAsync(bench));
    }

    [Fact]
    public async Task No_session_makes_another_and_who_needs_none_gets_none()
    {
        await using Bench bench = Bench.Create(Unreachable.Storage, _time, Requests.Keys);
        foreach (CallerProof proof in new[] { CallerProof.Session, CallerProof.SignIn, CallerProof.Local })
        {
            HttpRequest request = Requests.With();
            Assert.False(bench.Get<Sessions>().Begin(request, new Caller("pipeline", Role.Read, proof)));
            Assert.Equal(0, request.HttpContext.Response.Headers.SetCookie.Count);
        }
    }

    private async Task<SetCookieHeaderValue> BeginAsync(string key, string[] settings)
    {
        await using Bench bench = Bench.Create(Unreachable.Storage, _time, settings);
        HttpRequest request = Requests.With(("x-functions-key", key));
        Assert.True(bench.Get<Sessions>().Begin(request, (await request.WhoAsync(bench))!));
        return CookieOf(request);
    }

    private Task<Caller?> WhoAsync(SetCookieHeaderValue cookie, string[] settings) =>
        Requests.With(("Cookie", $"{cookie.Name}={cookie.Value}")).WhoAsync(_time, settings);

    private static SetCookieHeaderValue CookieOf(HttpRequest request) =>
        SetCookieHeaderValue.Parse(Assert.Single(request.HttpContext.Response.Headers.SetCookie));
}
