using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PerfFunctions.Engine.Network;
using PerfFunctions.TestKit;

namespace PerfFunctions.Load.Tests;

/// <summary>Load that goes through an HTTP proxy. No name here can be resolved: that is left to the proxy.</summary>
public sealed class ProxyTests
{
    private static readonly GuardedNames Names = new(
        new ConnectPolicy { Loopback = true, Hosts = ["shop.test"] },
        (host, _) => Task.FromException<IPAddress[]>(new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound)));

    [Fact]
    public async Task Plain_requests_go_in_absolute_form_and_with_authorization_at_once()
    {
        await using var target = await ProtocolTarget.StartAsync();
        await using var proxy = new LoopbackProxy("Basic bWU6czNjcmV0");

        LoadResult result = await RunAsync($"{{ address: '{proxy.Address}', user: me, password: '${{secret(pw)}}' }}", "/ok", At("http", target));

        Assert.Empty(result.Only.Errors);
        Assert.Equal(3, target.Received.Count);
        Assert.All(target.Received, r => Assert.Equal($"shop.test:{target.Address.Port}", r.Headers["Host"]));
        string head = Assert.Single(proxy.Heads);
        Assert.StartsWith($"GET http://shop.test:{target.Address.Port}/ok HTTP/1.1\r\n", head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.1", HttpProtocols.Http1)]
    [InlineData("2", HttpProtocols.Http2)]
    public async Task Requests_over_tls_go_through_a_tunnel_and_the_target_does_not_see_the_password(string version, HttpProtocols protocols)
    {
        using TestCertificates certificates = new();
        using X509Certificate2 certificate = certificates.ForServer("shop.test");
        await using var target = await ProtocolTarget.StartAsync(protocols, certificate);
        await using var proxy = new LoopbackProxy("Basic bWU6czNjcmV0");
        string authority = certificates.AuthorityPem.Replace("\n", "\\n", StringComparison.Ordinal);

        LoadResult result = await RunAsync(
            $"{{ address: '{proxy.Address}', user: me, password: '${{secret(pw)}}' }}, version: {version}, tls: {{ authority: \"{authority}\" }}",
            "/ok", At("https", target));

        Assert.Empty(result.Only.Errors);
        Assert.Equal(3, target.Received.Count);
        Assert.All(target.Received, r => Assert.DoesNotContain("Proxy-Authorization", r.Headers.Keys));
        Assert.All(proxy.Heads, head => Assert.StartsWith($"CONNECT shop.test:{target.Address.Port} HTTP/1.1\r\n", head, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_that_is_not_a_verified_target_is_not_asked_of_the_proxy()
    {
        await using var target = await ProtocolTarget.StartAsync();
        await using var proxy = new LoopbackProxy();

        foreach (string path in new[] { $"http://other.test:{target.Address.Port}/ok", "http://169.254.169.254/latest" })
        {
            LoadResult result = await RunAsync($"'{proxy.Address}'", path, At("http", target));
            Assert.StartsWith("address not allowed", Assert.Single(result.Only.Errors).Key, StringComparison.Ordinal);
        }

        Assert.Empty(proxy.Heads);
        Assert.Empty(target.Received);
    }

    [Fact]
    public async Task A_proxy_that_is_not_a_verified_target_is_not_connected_to()
    {
        await using var target = await ProtocolTarget.StartAsync();

        LoadResult result = await RunAsync("'http://proxy.test:3128'", "/ok", At("http", target));

        Assert.StartsWith("address not allowed", Assert.Single(result.Only.Errors).Key, StringComparison.Ordinal);
        Assert.Empty(target.Received);
    }

    private static Uri At(string scheme, ProtocolTarget target) => new($"{scheme}://shop.test:{target.Address.Port}/");

    private static Task<LoadResult> RunAsync(string proxy, string path, Uri target) => new LoadDriver
    {
        Names = Names,
        Secrets = new Dictionary<string, string> { ["pw"] = "s3cret" },
    }.RunAsync(
        $$"""
        version: 1
        name: shop
        load:
          s:
            users: { count: 1, iterations: 3, for: 30s }
            http: { proxy: {{proxy}} }
            flow: [ { get: '{{path}}' } ]
        """,
        target);
}
