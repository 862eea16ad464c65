using System.Buffers.Binary;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Http2;
using PerfFunctions.Load.Tests.Http2;
using PerfFunctions.TestKit;

namespace PerfFunctions.Load.Tests.Epoll;

/// <summary>What a connection of HTTP/2 makes of a server that limits it, leaves it, or does not keep to the protocol.</summary>
public sealed class Http2ConnectionTests
{
    private const int MaxStreams = 3;
    private const int InitialWindow = 4;
    private const string OneOfOne = "users: { count: 1, iterations: 1, for: 20s }";
    private const string LostThenFound = "get: /lost, timeout: 300ms, onFailure: continue }, { get: /page";

    public Http2ConnectionTests() => Assert.SkipUnless(EpollPoller.IsSupported, "this transport is Linux's");

    [Theory]
    [InlineData(1u, 4)]
    [InlineData(2u, 2)]
    [InlineData(100u, 1)]
    public async Task There_are_as_many_connections_as_the_servers_limit_asks_for(uint limit, int connections)
    {
        const int Users = 4;
        List<(FrameConnection Connection, int Stream)> open = [];
        await using RawTarget target = FrameConnection.Serve(
            async connection =>
            {
                while (await connection.ReadRequestAsync() is { } stream)
                {
                    (FrameConnection Connection, int Stream)[] together = [];
                    lock (open)
                    {
                        // All users ask at once, on whichever connections.
                        open.Add((connection, stream));
                        Assert.True(open.Count(one => one.Connection == connection) <= limit);
                        if (open.Count == Users)
                        {
                            together = [.. open];
                            open.Clear();
                        }
                    }

                    foreach ((FrameConnection asked, int answered) in together)
                    {
                        await asked.AnswerAsync(answered);
                    }
                }
            },
            (MaxStreams, limit));

        LoadResult result = await RunAsync(target, "users: { count: 4, iterations: 3, for: 20s }");

        Assert.Empty(result.Only.Errors);
        Assert.Equal(12, result.Only.Counts.Completed);
        Assert.Equal(connections, target.Connections);
    }

    [Fact]
    public async Task Requests_that_a_leaving_server_never_looked_at_go_to_a_new_connection()
    {
        await using RawTarget target = FrameConnection.Serve(async connection =>
        {
            if (connection.Number == 0)
            {
                await connection.AnswerAsync((await connection.ReadRequestAsync())!.Value);
                await connection.ReadRequestAsync();
                await connection.SendAsync(FrameType.GoAway, 0, 1, 0);
                return;
            }

            await connection.AnswerAllAsync();
        });

        LoadResult result = await RunAsync(target, "users: { count: 1, iterations: 3, for: 20s }", "post: /order, json: { a: 1 }");

        Assert.Empty(result.Only.Errors);
        Assert.Equal((3L, 1L), (result.Only.Counts.Completed, result.Only.Counts.Resent));
        Assert.Equal(2, target.Connections);
    }

    [Fact]
    public async Task A_stream_that_is_refused_is_tried_again_and_not_for_ever()
    {
        int refusals = 0;
        await using RawTarget target = FrameConnection.Serve(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } stream)
            {
                // Two refusals for the first request, and nothing else for the second.
                if (++refusals is 3)
                {
                    await connection.AnswerAsync(stream);
                }
                else
                {
                    await connection.SendAsync(FrameType.ResetStream, stream, 7);
                }
            }
        });

        LoadResult result = await RunAsync(target, "users: { count: 1, iterations: 2, for: 20s }");

        Assert.Equal(("http/2 refused stream", 1L), Assert.Single(result.Only.Errors.Select(e => (e.Key, e.Value))));
        Assert.Equal(2 + 4, result.Only.Counts.Resent);
    }

    [Fact]
    public async Task A_stream_that_is_reset_fails_alone()
    {
        await using RawTarget target = FrameConnection.Serve(async connection =>
        {
            await connection.SendAsync(FrameType.ResetStream, (await connection.ReadRequestAsync())!.Value, 11);
            await connection.AnswerAllAsync();
        });

        LoadResult result = await RunAsync(target, "users: { count: 1, iterations: 3, for: 20s }");

        Assert.Equal(("http/2 enhance your calm", 1L), Assert.Single(result.Only.Errors.Select(e => (e.Key, e.Value))));
        Assert.Equal(1, target.Connections);
    }

    [Fact]
    public async Task A_body_is_sent_as_far_as_the_server_allows()
    {
        const int Length = 100_000;
        ConcurrentQueue<int> pieces = [];
        await using RawTarget target = FrameConnection.Serve(
            async connection =>
            {
                int stream = (await connection.ReadRequestAsync())!.Value;
                for (int left = Length; left > 0;)
                {
                    (FrameHeader header, _) = (await connection.ReadAsync(FrameType.Data))!.Value;
                    pieces.Enqueue(header.Length);
                    left -= header.Length;
                    await connection.SendAsync(FrameType.WindowUpdate, stream, header.Length);
                    await connection.SendAsync(FrameType.WindowUpdate, 0, header.Length);
                }

                await connection.AnswerAsync(stream);
            },
            (InitialWindow, 1000));

        LoadResult result = await RunAsync(
            target, "users: { count: 1, iterations: 1, for: 20s }", $"post: /upload, body: {{ size: {Length}B }}");

        Assert.Empty(result.Only.Errors);
        Assert.Equal(Length, pieces.Sum());

        // Before the settings came, the window was the protocol's.
        Assert.All(pieces.SkipWhile(piece => piece > 1000), piece => Assert.InRange(piece, 1, 1000));
    }

    [Fact]
    public async Task Pings_are_answered_and_padding_interim_answers_and_trailing_fields_are_passed_over()
    {
        byte[]? pong = null;
        await using RawTarget target = FrameConnection.Serve(async connection =>
        {
            int stream = (await connection.ReadRequestAsync())!.Value;
            await connection.SendAsync(FrameType.Ping, FrameFlags.None, 0, [1, 2, 3, 4, 5, 6, 7, 8]);
            pong = (await connection.ReadAsync(FrameType.Ping))!.Value.Payload;
            await connection.SendAsync((FrameType)0xFA, FrameFlags.None, stream, [0]);
            await connection.SendAsync(FrameType.Headers, FrameFlags.EndHeaders, stream, [0x08, 3, (byte)'1', (byte)'0', (byte)'3']);
            byte[] head = [2, 0, 0, 0, 0, 9, 0x88, 0x5C, 1, (byte)'4', 0, 0];
            await connection.SendAsync(FrameType.Headers, FrameFlags.Padded | FrameFlags.Priority, stream, head[..7].Concat(head[10..]).ToArray());
            await connection.SendAsync(FrameType.Continuation, FrameFlags.EndHeaders, stream, head[7..10]);
            await connection.SendAsync(FrameType.Data, FrameFlags.Padded, stream, [1, .. "fine"u8, 0]);
            await connection.SendAsync(FrameType.Headers, FrameFlags.EndHeaders | FrameFlags.EndStream, stream, [0x00, 1, (byte)'a', 0]);
            await connection.AnswerAllAsync();
        });

        LoadResult result = await RunAsync(target, "users: { count: 1, iterations: 2, for: 20s }", "get: /page, expect: { body: fine }");

        Assert.Empty(result.Only.Errors);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], pong);
        Assert.Equal(8, result.Only.Counts.Bytes);
    }

    [Theory]
    [InlineData("PushPromise", 0x4, 1, "0000000288", "http/2 protocol error")]
    [InlineData("Headers", 0x4, 1, "be", "http/2 compression error")]
    [InlineData("Headers", 0x4, 1, "", "invalid response: status line")]
    [InlineData("Headers", 0x4, 1, "5c0134", "invalid response: status line")]
    [InlineData("Headers", 0x4, 1, "885c01345c0135", "invalid response: two content lengths")]
    [InlineData("Headers", 0x4, 2, "88", "http/2 protocol error")]
    [InlineData("Headers", 0x4, 99, "88", "http/2 protocol error")]
    [InlineData("Data", 0x1, 1, "00", "http/2 protocol error")]
    [InlineData("Data", 0x8, 1, "05", "http/2 protocol error")]
    [InlineData("Ping", 0x0, 0, "00", "http/2 frame size error")]
    [InlineData("WindowUpdate", 0x0, 0, "00000000", "http/2 protocol error")]
    [InlineData("WindowUpdate", 0x0, 1, "7fffffff", "http/2 flow control error")]
    [InlineData("Settings", 0x0, 0, "0004ffffffff", "http/2 flow control error")]
    [InlineData("Settings", 0x0, 0, "000500000001", "http/2 protocol error")]
    [InlineData("Continuation", 0x4, 1, "88", "http/2 protocol error")]
    public async Task A_server_that_does_not_keep_to_the_protocol_fails_the_request_by_name(
        string type, byte flags, int stream, string payload, string failure)
    {
        await using RawTarget target = FrameConnection.Serve(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync(Enum.Parse<FrameType>(type), (FrameFlags)flags, stream, Convert.FromHexString(payload));
            await connection.ReadAsync(FrameType.GoAway);
        });

        LoadResult result = await RunAsync(target, "users: { count: 1, iterations: 1, for: 20s }");

        Assert.Equal((failure, 1L), Assert.Single(result.Only.Errors.Select(e => (e.Key, e.Value))));
    }

    [Fact]
    public async Task A_head_without_an_end_is_cut_off()
    {
        await using RawTarget target = FrameConnection.Serve(async connection =>
        {
            int stream = (await connection.ReadRequestAsync())!.Value;
            await connection.SendAsync(FrameType.Headers, FrameFlags.None, stream, [0x88]);
            for (int i = 0; i < 10; i++)
            {
                await connection.SendAsync(FrameType.Continuation, FrameFlags.None, stream, new byte[16_000]);
            }
        });

        LoadResult result = await RunAsync(target, "users: { count: 1, iterations: 1, for: 20s }");

        Assert.Equal("invalid response: head too large", Assert.Single(result.Only.Errors).Key);
    }

    [Fact]
    public async Task A_server_that_never_answers_costs_a_request_its_timeout_and_the_stream_is_given_up()
    {
        TaskCompletionSource<int> givenUp = new();
        await using RawTarget target = FrameConnection.Serve(async connection =>
        {
            await connection.ReadRequestAsync();
            (FrameHeader header, byte[] payload) = (await connection.ReadAsync(FrameType.ResetStream))!.Value;
            givenUp.SetResult(BinaryPrimitives.ReadInt32BigEndian(payload));
            await connection.AnswerAsync(header.Stream);
            await connection.AnswerAllAsync();
        });

        LoadResult result = await RunAsync(target, OneOfOne, LostThenFound);

        Assert.Equal(1, result.Only.Errors.GetValueOrDefault("timeout"));
        Assert.Equal(8, await givenUp.Task);
        Assert.Equal(1, target.Connections);
    }

    [Fact]
    public async Task A_connection_on_which_the_server_says_nothing_is_not_waited_for_again()
    {
        await using RawTarget target = new(async connection =>
        {
            if (connection.Number == 0)
            {
                await connection.ReadBytesAsync(1 << 20);
            }
            else
            {
                await (await FrameConnection.AcceptAsync(connection)).AnswerAllAsync();
            }
        });

        LoadResult result = await RunAsync(target, OneOfOne, LostThenFound);

        Assert.Equal(("timeout", 1L), Assert.Single(result.Only.Errors.Select(e => (e.Key, e.Value))));
        Assert.Equal(2, target.Connections);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData(", maxStreams: 2", 2)]
    [InlineData(", maxStreams: 1", 4)]
    public async Task A_plan_limits_the_requests_on_a_connection_itself(string limit, int connections)
    {
        await using var target = await ProtocolTarget.StartAsync(HttpProtocols.Http2);

        LoadResult result = await new LoadDriver().RunAsync(
            $$"""
            version: 1
            name: shop
            load:
              browse:
                users: { count: 4, iterations: 2, for: 20s }
                http: { version: 2{{limit}} }
                flow: [ { get: /slow/200 } ]
            """,
            target.Address);

        Assert.Empty(result.Only.Errors);
        Assert.Equal(connections, target.Connections);
    }

    [Fact]
    public async Task A_server_that_speaks_another_protocol_fails_by_name()
    {
        await using RawTarget target = new(async connection =>
        {
            await connection.ReadSomeAsync();
            await connection.SendAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        });

        LoadResult result = await RunAsync(target, "users: { count: 1, iterations: 2, for: 20s }");

        Assert.StartsWith("http/2 ", Assert.Single(result.Only.Errors).Key, StringComparison.Ordinal);
        Assert.Equal(2, result.Only.Counts.Failed);
    }

    private static Task<LoadResult> RunAsync(RawTarget target, string model, string step = "get: /page") => new LoadDriver().RunAsync(
        $$"""
        version: 1
        name: shop
        load:
          browse:
            {{model}}
            http: { version: 2 }
            flow: [ { {{step}} } ]
        """,
        target.Address);
}
