using System.Net;
using PerfFunctions.Engine.Network;
using PerfFunctions.Load.Epoll;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Http;
using PerfFunctions.TestKit;

namespace PerfFunctions.Load.Tests.Epoll;

/// <summary>How names become connections. Every 127.x.x.x is this machine; the target listens on one of them.</summary>
public sealed class EpollTransportTests
{
    private static readonly IPAddress Deaf = IPAddress.Parse("127.0.0.9");

    [Fact]
    public async Task A_name_with_several_addresses_is_tried_until_one_answers()
    {
        Assert.SkipUnless(EpollPoller.IsSupported, "this transport is Linux's");
        await using var target = await ProtocolTarget.StartAsync();

        string?[] failures = await SendAsync(target, 4, _ => [Deaf, IPAddress.Loopback]);

        Assert.All(failures, Assert.Null);
        Assert.Equal(4, target.Received.Count);
    }

    [Fact]
    public async Task When_none_answers_it_says_so_and_tries_all_again_the_next_time()
    {
        Assert.SkipUnless(EpollPoller.IsSupported, "this transport is Linux's");
        await using var target = await ProtocolTarget.StartAsync();

        string?[] failures = await SendAsync(target, 3, _ => [Deaf, IPAddress.Parse("127.0.0.10")]);

        Assert.All(failures, failure => Assert.Equal("connection refused", failure));
    }

    [Fact]
    public async Task A_name_that_comes_to_stand_for_another_address_is_followed_there()
    {
        Assert.SkipUnless(EpollPoller.IsSupported, "this transport is Linux's");
        await using var target = await ProtocolTarget.StartAsync();
        int asked = 0;

        string?[] failures = await SendAsync(
            target, 300, _ => asked++ == 0 ? [Deaf] : [IPAddress.Loopback], refresh: TimeSpan.Zero);

        Assert.Equal("connection refused", failures[0]);
        Assert.Null(failures[^1]);
        Assert.True(asked > 1);
    }

    [Fact]
    public async Task A_name_that_comes_to_stand_for_an_address_that_must_not_be_connected_to_is_not_followed_there()
    {
        Assert.SkipUnless(EpollPoller.IsSupported, "this transport is Linux's");
        await using var target = await ProtocolTarget.StartAsync();
        int asked = 0;

        string?[] failures = await SendAsync(
            target, 300, _ => [asked++ == 0 ? IPAddress.Loopback : IPAddress.Parse("169.254.169.254")], refresh: TimeSpan.Zero,
            new ConnectPolicy { Loopback = true });

        Assert.Null(failures[0]);
        Assert.Equal("address not allowed: cloud metadata", failures[^1]);
        Assert.Equal(failures.Count(f => f is null), target.Received.Count);
    }

    [Fact]
    public async Task A_name_whose_lookup_breaks_in_any_way_fails_the_request_and_is_looked_up_again()
    {
        Assert.SkipUnless(EpollPoller.IsSupported, "this transport is Linux's");
        await using var target = await ProtocolTarget.StartAsync();
        int asked = 0;

        string?[] failures = await SendAsync(target, 2, _ => asked++ == 0 ? throw new ArgumentException("too long") : [IPAddress.Loopback]);

        Assert.Equal(["request failed", null], failures);
    }

    [Fact]
    public async Task A_lookup_that_is_in_progress_at_the_end_is_cancelled()
    {
        Assert.SkipUnless(EpollPoller.IsSupported, "this transport is Linux's");
        var clock = new RunClock(TimeProvider.System, TimeProvider.System.GetUtcNow());
        using EventLoop loop = new(clock, 0, IPoller.Create());
        TaskCompletionSource cancelled = new();
        EpollTransport transport = new(loop, TimeSpan.FromMinutes(1), new GuardedNames(ConnectPolicy.Unlimited, (_, token) =>
        {
            token.Register(cancelled.SetResult);
            return Task.Delay(Timeout.Infinite, token).ContinueWith(_ => Array.Empty<IPAddress>(), token, TaskContinuationOptions.None, TaskScheduler.Default);
        }));
        loop.Start();
        Exchange exchange = new();
        exchange.Begin(
            new RequestDraft("GET", new Uri("http://shop.test/"), [], null), clock.Elapsed, clock.Elapsed + TimeSpan.FromHours(1), false, false, null);

        Task sent = await loop.AskAsync(() =>
        {
            transport.Send(exchange);
            transport.Abort();
            return exchange.Task.AsTask();
        });
        await sent;
        await cancelled.Task;
        await loop.StopAsync();

        Assert.Equal("cut off at the end of the load", exchange.Failure);
    }

    private static async Task<string?[]> SendAsync(
        ProtocolTarget target, int times, Func<string, IPAddress[]> resolve, TimeSpan? refresh = null, ConnectPolicy? policy = null)
    {
        var clock = new RunClock(TimeProvider.System, TimeProvider.System.GetUtcNow());
        EventLoop loop = new(clock, 0, IPoller.Create());
        EpollTransport transport = new(loop, refresh ?? TimeSpan.FromMinutes(1), new GuardedNames(policy ?? ConnectPolicy.Unlimited, async (host, _) =>
        {
            await Task.Yield();
            return resolve(host);
        }));
        loop.Start();
        List<string?> failures = [];
        Task all = await loop.AskAsync(async () =>
        {
            for (int i = 0; i < times; i++)
            {
                Exchange exchange = new();
                RequestDraft draft = new("GET", new Uri($"http://shop.test:{target.Address.Port}/ok"), [], null) { EndsConnection = true };
                exchange.Begin(draft, clock.Elapsed, clock.Elapsed + TimeSpan.FromSeconds(10), false, false, null);
                transport.Send(exchange);
                await exchange.Task;
                failures.Add(exchange.Failure);
            }
        });
        await all;
        loop.Post(transport.Dispose);
        await loop.StopAsync();
        loop.Dispose();
        return [.. failures];
    }
}
