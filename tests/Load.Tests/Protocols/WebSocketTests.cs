using System.Net;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Network;
using PerfFunctions.TestKit;
using PerfFunctions.TestKit.Realtime;

namespace PerfFunctions.Load.Tests.Protocols;

/// <summary>Sockets of a flow against a real server.</summary>
public sealed class WebSocketTests
{
    private const string Join =
        "- { send: { json: { type: join, room: r, ref: 1 } }, name: join, receive: { json: { $.type: joined, $.ref: 1 } } }";

    [Fact]
    public async Task A_message_is_sent_and_the_one_that_answers_it_is_timed_and_captured()
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync();

        LoadResult result = await new ProtocolLoad().RunAsync($$$"""
            - { connect: /socket?a=1, name: dial, headers: { authorization: Bearer t }, subprotocol: [ v2, v1 ], capture: { sid: { cookie: sid } } }
            {{{Join}}}
            - send: { json: { type: say, room: r, text: 'hi ${n}', n: '${n}', sid: '${sid}' } }
              receive: { json: { $.body.text: 'hi ${n}' } }
              capture: { came: $.body }
              check: { is number: { json: $.body.n, equals: 7 } }
              expect: { json: { $.body.sid: s1 }, within: 10s }
            - { send: 'plain ${came.n}', name: echo, receive: plain 7 }
            - { send: { base64: AAEC }, name: bytes, receive: '', expect: { size: '3B' } }
            """, target.Address);

        Assert.Empty(result.Only.Errors);
        Assert.Equal(["Bearer t  v1"], target.Rooms.Handshakes);
        Assert.Equal(
            ["request.dial", "request.join", "request.send-socket", "request.echo", "request.bytes"],
            result.Only.Series.Where(s => SeriesKey.KindOf(s.Key) == SeriesKind.Request).Select(s => s.Key));
        Assert.All(
            (string[])["request.dial", "request.join", "request.send-socket", "request.echo"],
            key => Assert.Equal(1, result.Times(key).Count));
        Assert.Equal(0, result.Series("check.is-number").Counts.Failed);
        IntervalCounts stream = result.Series("stream.socket").Counts;
        Assert.Equal((4L, 4L, 1L), (stream.Sent, stream.Completed, stream.Connections));
        await Eventually.TrueAsync(() => target.Rooms.Ends.SequenceEqual(["1000"]), "a close");
    }

    [Theory]
    [InlineData("connect: '/socket?refuse=401'", "status 401")]
    [InlineData("connect: /ok", "not a WebSocket")]
    [InlineData("connect: /none", "status 404")]
    [InlineData("connect: ws://127.0.0.1:1/socket", "connection refused")]
    public async Task A_refused_handshake_is_a_failure_of_its_connect(string connect, string failure)
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync();

        LoadResult result = await new ProtocolLoad().RunAsync(
            $"- {{ {connect}, name: dial, onFailure: continue }}\n- {{ send: a, name: late }}", target.Address);

        Assert.Equal($"{failure} 1", result.ErrorsOf("request.dial"));
        Assert.Equal("'socket' is not connected 1", result.ErrorsOf("request.late"));
    }

    [Fact]
    public async Task A_socket_lasts_as_long_as_its_scope()
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync();
        ProtocolLoad load = new()
        {
            Users = "{ count: 3, iterations: 4, for: 20s }",
            Once = $"- {{ connect: /socket, as: own }}\n{Join.Replace("name: join", "name: join, socket: own", StringComparison.Ordinal)}",
        };

        LoadResult result = await load.RunAsync(
            "- { connect: /socket, as: short }\n- { send: 'a', socket: short, receive: a }\n- { send: 'b', socket: own, receive: b }",
            target.Address);

        Assert.Empty(result.Only.Errors);
        Assert.Equal(
            (3L, 12L), (result.Series("stream.own").Counts.Connections, result.Series("stream.short").Counts.Connections));
        // The server may see a new socket before the close of the one before it; all fifteen at once would be a leak.
        Assert.InRange(target.Rooms.MaxOpen, 3, 14);
        await Eventually.TrueAsync(() => target.Rooms.Ends.Count == 15, "all sockets closed");
        Assert.DoesNotContain("cut", target.Rooms.Ends);
    }

    [Fact]
    public async Task A_user_whose_socket_is_lost_connects_again_in_its_next_iteration()
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync();
        ProtocolLoad load = new() { Users = "{ count: 1, iterations: 4, for: 20s }", Once = $"- connect: /socket\n{Join}" };

        LoadResult result = await load.RunAsync("""
            - if: iteration() == 1
              then: [ { send: { json: { type: close, code: 4001 } }, name: end, receive: never } ]
              else: [ { send: a, name: talk, receive: a } ]
            """, target.Address);

        Assert.Equal("socket closed: 4001 1", result.ErrorsOf("request.end"));
        Assert.Equal((3L, 0L), (result.Series("request.talk").Counts.Completed, result.Series("request.talk").Counts.Failed));
        Assert.Equal(2, result.Series("stream.socket").Counts.Connections);
    }

    [Fact]
    public async Task Listeners_take_what_others_send_and_checks_look_at_each_message()
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync();
        ProtocolLoad load = new() { Users = "{ count: 2, iterations: 1, for: 20s }", Once = $"- connect: /socket\n{Join}" };

        LoadResult result = await load.RunAsync("""
            - parallel:
                - receive: { json: { $.type: message } }
                  for: 1500ms
                  count: 6
                  name: listen
                  measure: { size: { from: size, unit: bytes }, delay: { json: $.body.at, age: true } }
                - repeat: 3
                  do: [ { pause: 100ms }, { send: { json: { type: say, room: r, at: "${now('ms')}" } }, name: say } ]
            """, target.Address);

        Assert.Empty(result.Only.Errors);
        Assert.Equal((6L, 12L), (result.Series("request.say").Counts.Completed, result.Series("measure.size").Counts.Completed));
        Assert.InRange(result.Times("measure.delay").PercentileMs(50), 0, 5_000);
        Assert.Equal(12, result.Series("measure.delay").Counts.Completed);
        Assert.Equal((0L, 0L), (result.Times("request.say").Count, result.Times("request.listen").Count));
        Assert.Equal(14, result.Series("stream.socket").Counts.Completed);
    }

    [Theory]
    [InlineData("{ send: { json: { type: silence } }, name: x, receive: a, timeout: 200ms }", "timeout 1")]
    [InlineData("{ receive: a, name: x, timeout: 200ms }", "timeout 1")]
    [InlineData("{ receive: '', for: 100ms, count: 2, name: x }", "fewer than 2 messages 1")]
    [InlineData("{ send: { json: { type: big } }, name: x, receive: '' }", "message larger than 1 MB 1")]
    [InlineData("{ send: { json: { type: drop } }, name: x, receive: '' }", "connection closed 1")]
    [InlineData("{ send: echo, name: x, receive: '', expect: { json: { $.a: 1 } } }", "response is not JSON 1")]
    [InlineData(
        "{ send: '{\"type\":\"say\",\"room\":\"r\"}', name: x, receive: message, expect: { json: { $.body.room: s } } }",
        "unexpected json $.body.room 1")]
    public async Task What_does_not_come_as_expected_is_a_failure_by_kind(string step, string failure)
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync();

        LoadResult result = await new ProtocolLoad().RunAsync($"- connect: /socket\n{Join}\n- {step}", target.Address);

        Assert.Equal(failure, result.ErrorsOf("request.x"));
    }

    [Fact]
    public async Task A_peer_that_never_stops_sending_holds_neither_the_loop_nor_memory()
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        ProtocolLoad load = new() { Users = "{ count: 2, iterations: 1, for: 20s }" };

        LoadResult result = await load.RunAsync("""
            - connect: /socket
            - { send: { json: { type: flood } }, name: flood }
            - parallel:
                - { receive: never, name: wait, timeout: 1s, onFailure: continue }
                - { repeat: 20, do: [ { get: /ok }, { pause: 20ms } ] }
            """, target.Address);

        Assert.Equal("timeout 2", result.ErrorsOf("request.wait"));
        Assert.Equal(
            (40L, 0L), (result.Series("request.get-ok").Counts.Completed, result.Series("request.get-ok").Counts.Failed));
        Assert.InRange(result.Series("stream.socket").Counts.Completed, 100, long.MaxValue);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 100_000_000);
    }

    [Fact]
    public async Task Over_tls_the_plans_authority_is_believed_and_its_addresses_are_used()
    {
        using TestCertificates certificates = new();
        await using RealtimeTarget target = await RealtimeTarget.StartAsync(certificates.ForServer("localhost"));
        Uri address = new UriBuilder(target.Address) { Host = "localhost" }.Uri;
        string wss = $"wss://localhost:{address.Port}/socket";

        LoadResult trusted = await new ProtocolLoad { Http = $"{{ tls: {{ authority: {System.Text.Json.JsonSerializer.Serialize(certificates.AuthorityPem)} }} }}" }
            .RunAsync($"- {{ connect: '{wss}' }}\n- {{ send: a, receive: a }}", address);
        LoadResult doubted = await new ProtocolLoad().RunAsync($"- {{ connect: '{wss}', name: dial }}", address);

        Assert.Empty(trusted.Only.Errors);
        Assert.StartsWith("certificate not trusted", doubted.ErrorsOf("request.dial"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_connects_to_an_address_that_is_not_a_verified_target()
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync();
        GuardedNames names = new(
            new ConnectPolicy { Hosts = ["shop.test"] }, (_, _) => Task.FromResult(new[] { IPAddress.Loopback }));
        Uri address = new UriBuilder(target.Address) { Host = "shop.test" }.Uri;

        LoadResult inside = await new ProtocolLoad { Names = names }.RunAsync("- { connect: /socket, name: dial }", address);
        LoadResult outside = await new ProtocolLoad { Names = names }.RunAsync(
            $"- {{ connect: 'ws://other.test:{address.Port}/socket', name: dial }}", address);

        Assert.Equal("address not allowed: loopback 1", inside.ErrorsOf("request.dial"));
        Assert.Equal("address not allowed: host is not a verified target 1", outside.ErrorsOf("request.dial"));
        Assert.Empty(target.Rooms.Handshakes);
    }

    [Fact]
    public async Task What_is_open_at_the_end_of_the_load_is_cut_off()
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync();
        using CancellationTokenSource stop = new();
        ProtocolLoad load = new() { Users = "{ count: 2, for: 10s }", Stop = stop.Token };
        Task cutting = Eventually.TrueAsync(() => target.Rooms.Open == 2, "both users are there")
            .ContinueWith(_ => stop.CancelAsync(), TaskScheduler.Default);

        LoadResult result = await load.RunAsync(
            $"- connect: /socket\n{Join}\n- {{ receive: never, name: wait, timeout: 1h }}", target.Address);

        await cutting;
        Assert.Equal(("cut off at the end of the load", 2L), result.Only.Errors.Select(e => (e.Key, e.Value)).Single());
        await Eventually.TrueAsync(() => target.Rooms.Open == 0, "no socket open");
    }
}
