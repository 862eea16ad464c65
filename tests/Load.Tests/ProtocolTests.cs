using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Load.Http;
using PerfFunctions.TestKit;

namespace PerfFunctions.Load.Tests;

/// <summary>What reaches a real server, and what is made of its answers: the same in every way and version.</summary>
public abstract class ProtocolTests
{
    private readonly Way _way;
    private readonly HttpProtocols _version;

    private protected ProtocolTests(Way way, HttpProtocols version = HttpProtocols.Http1)
    {
        _way = way;
        _version = version;
    }

    [Fact]
    public async Task Bodies_arrive_as_the_plan_says()
    {
        await using var target = await StartAsync();

        LoadResult result = await RunAsync(target, """
            - post: /ok
              json: { id: '${who}', n: 1 }
            - put: /ok
              body: raw ${who}
              headers: { content-type: text/x-note }
            - patch: /ok
              form: { a: '${who}', b c: 'x&y' }
            - post: /ok
              multipart:
                note: hello ${who}
                photo: { file: a.jpg, type: image/jpeg, size: 2kB }
            - delete: /ok
            """);

        Assert.Empty(result.Only.Errors);
        Assert.Equal(["POST", "PUT", "PATCH", "POST", "DELETE"], target.Received.Select(r => r.Method));
        Assert.Equal("""{"id":"Jö","n":1}""", target.Received[0].Body);
        Assert.Equal("application/json", target.Received[0].Headers["Content-Type"]);
        Assert.Equal(("raw Jö", "text/x-note"), (target.Received[1].Body, target.Received[1].Headers["Content-Type"]));
        Assert.Equal("a=J%C3%B6&b%20c=x%26y", target.Received[2].Body);
        Assert.Equal("application/x-www-form-urlencoded", target.Received[2].Headers["Content-Type"]);
        Assert.StartsWith("multipart/form-data; boundary=", target.Received[3].Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Contains("name=\"note\"\r\n\r\nhello Jö\r\n", target.Received[3].Body, StringComparison.Ordinal);
        Assert.Contains(
            "name=\"photo\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n" + new string('x', 2_000), target.Received[3].Body,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_are_kept_shared_or_made_anew_as_asked()
    {
        Assert.Equal(1, await ConnectionsAsync("keep-alive"));
        Assert.Equal(3, await ConnectionsAsync("per-iteration"));
        Assert.Equal(6, await ConnectionsAsync("per-request"));
    }

    [Fact]
    public async Task Redirects_are_followed_when_asked_and_not_for_ever()
    {
        await using var target = await StartAsync();

        LoadResult off = await RunAsync(target, "- get: /redirect/1\n  expect: { status: 302 }");
        LoadResult followed = await RunAsync(target, "- get: /redirect/3\n  expect: { status: 200, body: fine }", http: "redirects: follow");
        LoadResult loop = await RunAsync(target, "- get: /redirect/50", http: "redirects: follow");

        Assert.Empty(off.Only.Errors);
        Assert.Empty(followed.Only.Errors);
        Assert.Equal(1, followed.Only.Counts.Sent);
        Assert.Equal("too many redirects", Assert.Single(loop.Only.Errors).Key);
    }

    [Fact]
    public async Task A_user_keeps_its_cookies_from_iteration_to_iteration_and_shares_them_with_nobody()
    {
        await using var target = await StartAsync();

        LoadResult result = await RunAsync(
            target, "- get: /ok\n- get: /set", http: "cookies: per-user", model: "users: { count: 2, iterations: 2, for: 5s }");

        Assert.Empty(result.Only.Errors);
        ReceivedRequest[] asked = [.. target.Received.Where(r => r.Path == "/ok")];
        Assert.Equal(2, asked.Count(r => !r.Headers.ContainsKey("Cookie")));
        Assert.Equal(2, asked.Count(r => r.Headers.GetValueOrDefault("Cookie") == "seen=yes"));
    }

    [Fact]
    public async Task A_compressed_body_is_counted_as_it_travels_and_checked_as_it_is_meant()
    {
        await using var target = await StartAsync();

        LoadResult result = await RunAsync(target, "- get: /gzip\n  expect: { body: needle }", http: "compression: true");

        Assert.Empty(result.Only.Errors);
        Assert.InRange(result.Only.Counts.Bytes, 20, 1_000);
        Assert.Contains("gzip", target.Received[0].Headers["Accept-Encoding"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chunked_long_closing_and_empty_answers_are_read_to_their_end()
    {
        await using var target = await StartAsync();

        LoadResult result = await RunAsync(target, """
            - get: /chunked
              expect: { body: one two three }
            - get: /bytes/3000000
            - get: /close
            - head: /ok
            - get: /status/204
            - get: /ok
              expect: { body: fine, headers: { content-type: text/plain } }
            """);

        Assert.Empty(result.Only.Errors);
        Assert.Equal("one two three".Length + 3_000_000 + "fine".Length, result.Only.Counts.Bytes);
    }

    [Theory]
    [InlineData("- get: /ok\n  expect: { headers: { x-gone: '' } }", "unexpected header x-gone")]
    [InlineData("- get: /slow/80\n  expect: { within: 40ms }", "slower than 40ms")]
    [InlineData("- get: /ok\n  expect: { body: gone }", "unexpected body")]
    [InlineData("- get: /ok\n  capture: { id: $.id }", "capture id: response is not JSON")]
    [InlineData("- get: /page\n  capture: { id: { regex: 'nothing=(.*)' } }", "capture id not found")]
    [InlineData("- get: /page\n  capture: { id: { header: x-next } }", "capture id not found")]
    public async Task A_check_that_does_not_hold_is_a_failure_by_its_name(string flow, string kind)
    {
        await using var target = await StartAsync();

        LoadResult result = await RunAsync(target, flow);

        Assert.Equal(kind, Assert.Single(result.Only.Errors).Key);
    }

    [Fact]
    public async Task Values_are_captured_by_expression_and_header()
    {
        await using var target = await StartAsync();

        await RunAsync(target, """
            - get: /page
              capture: { token: { regex: 'value="([^"]*)"' } }
            - get: /headed
              capture: { next: { header: x-next } }
            - post: '${next}'
              form: { csrf: '${token}' }
            """);

        Assert.Equal(("POST", "/ok?from=header", "csrf=abc-42"), (target.Received[2].Method, target.Received[2].Path, target.Received[2].Body));
    }

    [Fact]
    public async Task Who_is_asking_is_reported_by_password_or_token_out_of_a_secret()
    {
        await using var target = await StartAsync();

        await RunAsync(target, "- get: /ok", http: "auth: { basic: { user: jo, password: '${secret(pw)}' } }");
        await RunAsync(target, "- get: /ok", http: "auth: { bearer: '${secret(pw)}' }");
        string oauth = $$"""auth: { oauth: { token: '{{target.Address}}token', client: me, secret: '${secret(pw)}', scope: all } }""";
        LoadResult result = await RunAsync(target, "- get: /ok", http: oauth, model: "users: { count: 3, iterations: 2, for: 5s }");

        Assert.Empty(result.Only.Errors);
        string[] sent = [.. target.Received.Where(r => r.Path == "/ok").Select(r => r.Headers["Authorization"])];
        Assert.Equal("Basic " + Convert.ToBase64String("jo:s3cret"u8), sent[0]);
        Assert.Equal("Bearer s3cret", sent[1]);
        Assert.Equal(Enumerable.Repeat("Bearer token-1", 6), sent[2..]);
        Assert.Equal("grant_type=client_credentials&scope=all", target.Received.Single(r => r.Path == "/token").Body);
    }

    [Fact]
    public async Task A_token_that_is_refused_fails_requests_in_words_and_sends_none()
    {
        await using var target = await StartAsync();
        string oauth = $$"""auth: { oauth: { token: '{{target.Address}}status/403', client: me, secret: x } }""";

        LoadResult result = await RunAsync(target, "- get: /ok", http: oauth);

        Assert.StartsWith("no access token: status", Assert.Single(result.Only.Errors).Key, StringComparison.Ordinal);
        Assert.DoesNotContain(target.Received, r => r.Path == "/ok");
    }

    [Fact]
    public async Task Traced_requests_carry_an_identity_and_the_slowest_are_kept()
    {
        await using var target = await StartAsync();

        LoadResult result = await RunAsync(
            target, "- get: /slow/60\n- get: /ok", http: "trace: 100%", model: "users: { count: 1, iterations: 3, for: 5s }");

        string[] parents = [.. target.Received.Select(r => r.Headers["traceparent"])];
        Assert.Equal(6, parents.Distinct().Count());
        Assert.All(parents, p => Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-01$", p));
        Exemplar slowest = result.Intervals.SelectMany(i => i.Exemplars).MaxBy(e => e.ResponseMs)!;
        Assert.Equal("GET /slow/60", slowest.Step);
        Assert.Contains(parents, p => p.Contains(slowest.TraceId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Time_is_reported_by_phase()
    {
        await using var target = await StartAsync();

        LoadResult result = await RunAsync(target, "- get: /slow/100\n- get: /slow/100");

        Assert.Equal(1, result.Phase(RequestPhase.Connect).Count);
        // On a connection that requests share, sending cannot be told from waiting.
        Assert.Equal(_version == HttpProtocols.Http2 && _way.Transports == TransportChoice.General ? 0 : 2, result.Phase(RequestPhase.Send).Count);
        Assert.Equal(_way.Tls is null ? 0 : 1, result.Phase(RequestPhase.Tls).Count);
        Assert.InRange(result.Phase(RequestPhase.Wait).MinMs, 95, 400);
        Assert.InRange(result.Phase(RequestPhase.Receive).MinMs, 0, 50);
        Assert.Equal(1, result.Only.Counts.Connections);
    }

    [Fact]
    public async Task A_host_that_does_not_resolve_is_reported_in_words()
    {
        LoadResult result = await _way.Driver.RunAsync(
            Plan("- get: http://no-such-host.invalid/", "", "users: { count: 1, iterations: 2, for: 20s }"), new Uri("http://127.0.0.1:9"));

        Assert.Equal("host not found", Assert.Single(result.Only.Errors).Key);
        Assert.Equal(2, result.Only.Counts.Failed);
    }

    private async Task<int> ConnectionsAsync(string use)
    {
        await using var target = await StartAsync();
        LoadResult result = await RunAsync(
            target, "- get: /ok\n- get: /ok", http: $"connections: {use}", model: "users: { count: 1, iterations: 3, for: 5s }");
        Assert.Empty(result.Only.Errors);
        Assert.Equal(target.Connections, result.Only.Counts.Connections);
        return target.Connections;
    }

    private Task<ProtocolTarget> StartAsync() => ProtocolTarget.StartAsync(_version, _way.Certificate, tls: _way.Tls);

    private Task<LoadResult> RunAsync(
        ProtocolTarget target, string flow, string http = "", string model = "users: { count: 1, iterations: 1, for: 20s }") =>
        (_way.Driver with { Secrets = new Dictionary<string, string> { ["pw"] = "s3cret" } })
            .RunAsync(Plan(flow, _version == HttpProtocols.Http2 ? $"version: 2, {http}" : http, model), target.Address);

    private static string Plan(string flow, string http, string model) => $$"""
        version: 1
        name: shop
        load:
          browse:
            {{model}}
            variables: { who: Jö }
            http: { {{http}} }
            flow:
        {{Indented(flow)}}
        """;

    private static string Indented(string text) => string.Join('\n', text.Split('\n').Select(line => "      " + line));
}

public sealed class OwnClearTextTests() : ProtocolTests(new(TransportChoice.Best, null));

public sealed class PlatformClearTextTests() : ProtocolTests(new(TransportChoice.General, null));

public sealed class OwnTls12Tests() : ProtocolTests(new(TransportChoice.Best, SslProtocols.Tls12));

public sealed class OwnTls13Tests() : ProtocolTests(new(TransportChoice.Best, SslProtocols.Tls13));

public sealed class PlatformTls13Tests() : ProtocolTests(new(TransportChoice.General, SslProtocols.Tls13));

public sealed class OwnHttp2Tests() : ProtocolTests(new(TransportChoice.Best, SslProtocols.Tls13), HttpProtocols.Http2);

public sealed class PlatformHttp2Tests() : ProtocolTests(new(TransportChoice.General, SslProtocols.Tls13), HttpProtocols.Http2);
