using PerfFunctions.Engine.Metrics;
using PerfFunctions.TestKit;
using PerfFunctions.TestKit.Realtime;

namespace PerfFunctions.Load.Tests.K6;

/// <summary>Sockets of scripts against a real server.</summary>
public sealed class K6SocketTests
{
    private const string Once = "users: { count: 1, iterations: 1, for: 30s }";
    private const string Head = "const SOCKET = __ENV.BASE_URL.replace('http', 'ws') + '/socket';\n";

    [Fact]
    public async Task A_socket_of_ws_is_waited_for_and_its_messages_are_counted()
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync();
        K6Outcome result = await K6Driver.RunAsync(Head + """
            import ws from 'k6/ws';
            import http from 'k6/http';
            import { check, sleep } from 'k6';
            export default function () {
              const seen = [];
              const res = ws.connect(`${SOCKET}?a=1`, { headers: { authorization: 'Bearer t' }, tags: { name: 'chat' } }, (socket) => {
                socket.on('open', () => {
                  seen.push('open');
                  socket.send('hello');
                  socket.setTimeout(() => socket.sendBinary(new Uint8Array([1, 2]).buffer), 20);
                });
                socket.on('message', (text) => {
                  sleep(0.01);
                  http.get(`${__ENV.BASE_URL}/none`);
                  seen.push(text);
                });
                socket.on('binaryMessage', (data) => {
                  seen.push(data.byteLength);
                  socket.close();
                });
                socket.on('close', () => seen.push('close'));
              });
              check(res, {
                'switched protocols': (r) => r && r.status === 101,
                'all seen': () => seen.join() === 'open,hello,2,close',
              });
            }
            """, Once, target.Address);
        Assert.Empty(result.Errors("iterations"));
        Assert.Equal((1, 0), result.Counts("request.chat"));
        Assert.Equal((1, 0), result.Counts("check.switched-protocols"));
        Assert.Equal((1, 0), result.Counts("check.all-seen"));
        IntervalCounts stream = result.Result.Only.Series.Single(s => s.Key == "stream.socket").Counts;
        Assert.Equal((2L, 2L, 1L), (stream.Sent, stream.Completed, stream.Connections));
        Assert.Equal(["Bearer t"], target.Rooms.Handshakes);
        await Eventually.TrueAsync(() => target.Rooms.Ends.SequenceEqual(["1001"]), "a close");
    }

    [Fact]
    public async Task An_iteration_lasts_until_its_sockets_are_closed()
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync();
        K6Outcome result = await K6Driver.RunAsync(Head + """
            import { WebSocket } from 'k6/websockets';
            import { check } from 'k6';
            export default function () {
              for (const name of ['a', 'b']) {
                const socket = new WebSocket(SOCKET, ['v2', 'v1']);
                const seen = [];
                socket.onopen = () => socket.send(name);
                socket.addEventListener('message', (event) => {
                  seen.push(event.data);
                  if (seen.length < 3) socket.send(name + seen.length);
                  else socket.close();
                });
                socket.onclose = (event) => check(seen, { 'all came': (s) => s.join() === `${name},${name}1,${name}2`, 'at the end': () => socket.readyState === 3 && event.code === 1000 });
              }
            }
            """, "users: { count: 2, iterations: 2, for: 30s }", target.Address);
        Assert.Empty(result.Errors("iterations"));
        Assert.Equal((4, 0), result.Counts("iterations"));
        Assert.Equal((8, 0), result.Counts("request.connect-socket"));
        Assert.Equal((8, 0), result.Counts("check.all-came"));
        Assert.Equal((8, 0), result.Counts("check.at-the-end"));
        Assert.All(target.Rooms.Handshakes, handshake => Assert.Equal("v1", handshake));
        await Eventually.TrueAsync(() => target.Rooms.Ends.Count == 8 && target.Rooms.Ends.All(e => e == "1000"), "all sockets closed");
    }

    [Theory]
    [InlineData("'/socket?refuse=401'", "status 401", 401)]
    [InlineData("'/none'", "status 404", 404)]
    public async Task A_socket_that_cannot_be_opened_is_a_failure_of_its_request_and_an_error_to_the_script(string path, string failure, int status)
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync();
        K6Outcome result = await K6Driver.RunAsync($$"""
            import ws from 'k6/ws';
            import { WebSocket } from 'k6/websockets';
            import { check } from 'k6';
            export default function () {
              const address = __ENV.BASE_URL.replace('http', 'ws') + {{path}};
              let error = '';
              const res = ws.connect(address, null, (socket) => socket.on('error', (e) => (error = e.error())));
              check(res, { 'of ws': (r) => r.status === {{status}} && error === '{{failure}}' });
              const socket = new WebSocket(address);
              socket.onerror = (event) => check(event, { 'of a socket': (e) => e.error === '{{failure}}' });
            }
            """, Once, target.Address);
        Assert.Empty(result.Errors("iterations"));
        Assert.Equal((1, 0), result.Counts("check.of-ws"));
        Assert.Equal((1, 0), result.Counts("check.of-a-socket"));
        Assert.Equal(2, result.Errors(path.Contains("refuse", StringComparison.Ordinal) ? "request.connect-socket" : "request.connect-none")[failure]);
    }

    [Theory]
    [InlineData("socket.onmessage = () => { throw new Error('not that'); };", "script.js line 5: Error: not that")]
    [InlineData("socket.onmessage = () => socket.ping();", "script.js line 5: Error: sockets send no pings of their own; those of the server are answered")]
    [InlineData("socket.onmessage = () => { const f = () => f(); f(); };", "script.js: more than 100 functions call each other")]
    public async Task A_callback_that_fails_fails_its_iteration_and_its_socket_is_closed(string body, string failure)
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync();
        K6Outcome result = await K6Driver.RunAsync($$"""
            import { WebSocket } from 'k6/websockets';
            export default function () {
              const socket = new WebSocket(__ENV.BASE_URL.replace('http', 'ws') + '/socket');
              socket.onopen = () => socket.send('hello');
              {{body}}
            }
            """, "users: { count: 1, iterations: 2, for: 30s }", target.Address);
        Assert.Equal(2, result.Errors("iterations")[failure]);
        await Eventually.TrueAsync(() => target.Rooms.Open == 0, "all sockets closed");
    }

    [Fact]
    public async Task A_flood_that_a_script_does_not_take_ends_its_iteration_and_not_the_generator()
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync();
        K6Outcome result = await K6Driver.RunAsync(Head + """
            import ws from 'k6/ws';
            import { sleep } from 'k6';
            export default function () {
              ws.connect(SOCKET, null, (socket) => {
                socket.on('open', () => socket.send(JSON.stringify({ type: 'flood' })));
                socket.on('message', () => sleep(20));
              });
            }
            """, Once, target.Address);
        Assert.Equal(1, result.Errors("iterations")["script.js: has more than 10,000 messages that it has not handled"]);
    }
}
