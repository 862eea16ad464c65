using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PerfFunctions.Engine.Network;
using PerfFunctions.TestKit;

namespace PerfFunctions.Load.Tests;

/// <summary>Requests whose plan writes their Host header: the address says where they go, the header for whom they are.</summary>
public sealed class OwnHostTests
{
    private static readonly GuardedNames Names = new(
        new ConnectPolicy { Loopback = true, Hosts = ["idle.test", "shop.test"] },
        (_, _) => Task.FromResult(new[] { IPAddress.Loopback }));

    [Fact]
    public Task The_target_gets_the_host_of_the_plan_once_and_first() => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using RawTarget target = new(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.AnswerAsync();
            }
        });

        LoadResult result = await new LoadDriver { Transports = transports, Names = Names }
            .RunAsync(Plan("get: /, headers: { host: 'shop.test:8443' }"), At("idle.test", target.Address));

        Assert.Empty(result.Only.Errors);
        Assert.Equal(2, target.Received.Count);
        Assert.All(target.Received, head => Assert.Equal(
            "Host: shop.test:8443", Assert.Single(head.Split("\r\n"), line => line.StartsWith("host:", StringComparison.OrdinalIgnoreCase))));
    });

    [Theory]
    [InlineData("1.1", HttpProtocols.Http1)]
    [InlineData("2", HttpProtocols.Http2)]
    public async Task Every_version_names_it_and_its_certificate_is_the_hosts(string version, HttpProtocols protocols)
    {
        using TestCertificates certificates = new();
        using X509Certificate2 certificate = certificates.ForServer("shop.test");
        await using var target = await ProtocolTarget.StartAsync(protocols, certificate);
        string authority = certificates.AuthorityPem.Replace("\n", "\\n", StringComparison.Ordinal);

        LoadResult result = await new LoadDriver { Names = Names }.RunAsync(
            Plan("get: /ok", $"version: {version}, headers: {{ Host: shop.test }}, tls: {{ authority: \"{authority}\" }}"),
            At("idle.test", target.Address));

        Assert.Empty(result.Only.Errors);
        Assert.Equal(["shop.test", "shop.test"], target.Received.Select(r => r.Headers["Host"]));
    }

    [Theory]
    [InlineData("other.test", "address not allowed: the Host header is not a verified target")]
    [InlineData("${name}.test", "address not allowed: the Host header is not a verified target")]
    [InlineData("shop.test/${name}", "header Host: a value is not a host")]
    public Task A_host_that_is_not_a_verified_target_is_not_sent(string host, string failure) => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using var target = await ProtocolTarget.StartAsync();

        LoadResult result = await new LoadDriver { Transports = transports, Names = Names }
            .RunAsync(Plan($"get: /ok, headers: {{ Host: '{host}' }}"), At("idle.test", target.Address));

        Assert.Equal((failure, 2L), Assert.Single(result.Only.Errors.Select(e => (e.Key, e.Value))));
        Assert.Empty(target.Received);
    });

    [Fact]
    public Task Cookies_belong_to_the_host_and_a_redirect_elsewhere_leaves_both_behind() => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        Uri? elsewhere = null;
        await using RawTarget target = new(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } head)
            {
                string to = head.StartsWith("GET /next", StringComparison.Ordinal) ? elsewhere!.ToString() : "/next";
                await (head.Contains("Host: shop.test", StringComparison.Ordinal)
                    ? connection.SendAsync(
                        $"HTTP/1.1 302 Found\r\nSet-Cookie: seen=1; Domain=shop.test\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n")
                    : connection.AnswerAsync());
            }
        });
        elsewhere = At("idle.test", target.Address);

        LoadResult result = await new LoadDriver { Transports = transports, Names = Names }
            .RunAsync(Plan("get: /, headers: { Host: shop.test }", "cookies: per-user, redirects: follow", iterations: 1), target.Address);

        Assert.Empty(result.Only.Errors);
        Assert.Equal(
            [("GET /", "shop.test", false), ("GET /next", "shop.test", true), ("GET /", elsewhere.Authority, false)],
            target.Received.Select(h => h.Split("\r\n")).Select(h => (
                h[0][..h[0].LastIndexOf(' ')],
                h.Single(l => l.StartsWith("Host: ", StringComparison.Ordinal))[6..],
                h.Contains("Cookie: seen=1"))));
    });

    private static string Plan(string step, string http = "", int iterations = 2) => $$"""
        version: 1
        name: shop
        load:
          browse:
            users: { count: 1, iterations: {{iterations}}, for: 20s }
            variables: { name: [ other ] }
            http: { {{http}} }
            flow: [ { {{step}} } ]
        """;

    private static Uri At(string host, Uri address) => new UriBuilder(address) { Host = host }.Uri;
}
