using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PerfFunctions.Engine.Network;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.SocketsHttp;
using PerfFunctions.TestKit;

namespace PerfFunctions.Load.Tests;

/// <summary>What the load generator does not connect to, whatever the plan looked like before the run.</summary>
public sealed class RefusedConnectTests
{
    private static readonly ConnectPolicy Policy = new() { Loopback = true, Hosts = ["shop.test"] };

    [Theory]
    [InlineData("1.1", HttpProtocols.Http1)]
    [InlineData("2", HttpProtocols.Http2)]
    public async Task A_name_that_is_bound_anew_after_the_first_connection_is_not_followed(string version, HttpProtocols protocols)
    {
        await using var target = await ProtocolTarget.StartAsync(protocols);
        int asked = 0;
        GuardedNames names = new(Policy, (_, _) => Task.FromResult(new[] { asked++ == 0 ? IPAddress.Loopback : IPAddress.Parse("169.254.169.254") }));

        LoadResult result = await RunAsync(
            new LoadDriver { Transports = TransportChoice.General, Names = names }, $"version: {version}, connections: per-iteration", "/ok",
            new UriBuilder(target.Address) { Host = "shop.test" }.Uri);

        Assert.Equal(("address not allowed: cloud metadata", 1L), Assert.Single(result.Only.Errors.Select(e => (e.Key, e.Value))));
        Assert.Single(target.Received);
        Assert.True(result.Summary.Degraded);
    }

    [Theory]
    [InlineData(TransportChoice.Best)]
    [InlineData(TransportChoice.General)]
    public async Task An_address_that_must_not_be_connected_to_gets_nothing_from_any_lane(TransportChoice transports)
    {
        await using var target = await ProtocolTarget.StartAsync();
        GuardedNames names = new(new ConnectPolicy { Hosts = ["127.0.0.1"] });

        LoadResult result = await RunAsync(new LoadDriver { Transports = transports, Names = names }, "connections: keep-alive", "/ok", target.Address);

        Assert.Equal(("address not allowed: loopback", 2L), Assert.Single(result.Only.Errors.Select(e => (e.Key, e.Value))));
        Assert.Empty(target.Received);
        Assert.Contains(result.Summary.Notes, note => note.Contains("is not allowed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(TransportChoice.Best)]
    [InlineData(TransportChoice.General)]
    public async Task A_redirect_to_a_host_that_nobody_has_verified_is_not_followed(TransportChoice transports)
    {
        await using var target = await ProtocolTarget.StartAsync();
        GuardedNames names = new(Policy, (_, _) => Task.FromResult(new[] { IPAddress.Loopback }));

        LoadResult result = await RunAsync(
            new LoadDriver { Transports = transports, Names = names }, "redirects: follow", $"'/away?to=http://victim.test:{target.Address.Port}/ok'",
            new UriBuilder(target.Address) { Host = "shop.test" }.Uri);

        Assert.Equal(("address not allowed: host is not a verified target", 2L), Assert.Single(result.Only.Errors.Select(e => (e.Key, e.Value))));
        Assert.All(target.Received, r => Assert.StartsWith("/away", r.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Http_3_is_addressed_to_what_was_looked_at_under_the_name_of_its_host()
    {
        int asked = 0;
        GuardedNames names = new(Policy, (_, _) => Task.FromResult(new[] { asked++ == 0 ? IPAddress.Loopback : IPAddress.Parse("10.0.0.1") }));
        PinnedHosts pinned = new(names, new RunClock(TimeProvider.System, TimeProvider.System.GetUtcNow()), TimeSpan.Zero);
        using var first = new HttpRequestMessage(HttpMethod.Get, "https://shop.test:8443/a?b=c");
        using var second = new HttpRequestMessage(HttpMethod.Get, "https://shop.test:8443/");

        await pinned.PinAsync(first, TestContext.Current.CancellationToken);

        Assert.Equal(("https://127.0.0.1:8443/a?b=c", "shop.test:8443"), (first.RequestUri!.AbsoluteUri, first.Headers.Host));
        var refused = await Assert.ThrowsAsync<AddressRefusedException>(async () => await pinned.PinAsync(second, TestContext.Current.CancellationToken));
        Assert.Equal("address not allowed: private network", refused.Failure);
    }

    private static Task<LoadResult> RunAsync(LoadDriver driver, string http, string path, Uri target) => driver.RunAsync(
        $$"""
        version: 1
        name: shop
        load:
          browse:
            users: { count: 1, iterations: 2, for: 20s }
            http: { {{http}} }
            flow: [ { get: {{path}} } ]
        """,
        target);
}
