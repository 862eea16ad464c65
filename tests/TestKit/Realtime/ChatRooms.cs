using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PerfFunctions.TestKit.Realtime;

/// <summary>
/// Chat rooms over WebSockets: <c>join</c> is answered, what one <c>say</c>s reaches all of the room, a text that is not JSON and
/// bytes come back. On request it misbehaves: <c>flood</c>, <c>big</c>, <c>silence</c>, <c>close</c>, <c>drop</c>.
/// </summary>
public sealed class ChatRooms
{
    private const int BigMessage = 2 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Member, bool>> _rooms = new();
    private readonly ConcurrentQueue<string> _handshakes = new();
    private readonly ConcurrentQueue<string> _ends = new();
    private int _open;
    private int _maxOpen;

    /// <summary>Handshakes as <c>authorization cookie subprotocol</c>.</summary>
    public IReadOnlyCollection<string> Handshakes => _handshakes;

    /// <summary>How connections ended: the code of a close, or <c>cut</c>.</summary>
    public IReadOnlyCollection<string> Ends => _ends;

    /// <summary>Connections that are open.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Most connections that were open at once.</summary>
    public int MaxOpen => Volatile.Read(ref _maxOpen);

    /// <summary>Serves <c>/socket</c>; a <c>refuse</c> in the query is answered with that status.</summary>
    public void Map(WebApplication app)
    {
        app.UseWebSockets();
        app.Map("/socket", ServeAsync);
    }

    private async Task ServeAsync(HttpContext context)
    {
        if (int.TryParse(context.Request.Query["refuse"], out int status) || !context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = status == 0 ? 426 : status;
            return;
        }

        string? subprotocol = context.WebSockets.WebSocketRequestedProtocols.LastOrDefault();
        _handshakes.Enqueue($"{context.Request.Headers.Authorization} {context.Request.Headers.Cookie} {subprotocol}".Trim());
        context.Response.Cookies.Append("sid", $"s{_handshakes.Count}");
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync(subprotocol);
        Member member = new(socket, context);
        int open = Interlocked.Increment(ref _open);
        _maxOpen = Math.Max(_maxOpen, open);
        try
        {
            await TalkAsync(member);
            _ends.Enqueue($"{(int?)socket.CloseStatus}");
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            _ends.Enqueue("cut");
        }
        finally
        {
            Interlocked.Decrement(ref _open);
            foreach (ConcurrentDictionary<Member, bool> room in _rooms.Values)
            {
                room.TryRemove(member, out _);
            }
        }
    }

    private async Task TalkAsync(Member member)
    {
        byte[] buffer = new byte[64 * 1024];
        while (true)
        {
            ValueWebSocketReceiveResult got = await member.Socket.ReceiveAsync(buffer.AsMemory(), member.Ended);
            if (got.MessageType == WebSocketMessageType.Close)
            {
                await member.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                return;
            }

            string text = Encoding.UTF8.GetString(buffer, 0, got.Count);
            if (got.MessageType == WebSocketMessageType.Binary || !text.StartsWith('{'))
            {
                await member.SendAsync(buffer.AsMemory(0, got.Count).ToArray(), got.MessageType);
                continue;
            }

            using JsonDocument message = JsonDocument.Parse(text);
            if (!await AnswerAsync(member, message.RootElement))
            {
                return;
            }
        }
    }

    // False when the connection is over.
    private async Task<bool> AnswerAsync(Member member, JsonElement message)
    {
        switch (message.GetProperty("type").GetString())
        {
            case "join":
                ConcurrentDictionary<Member, bool> joined = _rooms.GetOrAdd(message.GetProperty("room").ToString(), _ => new());
                joined[member] = true;
                await member.SendAsync(
                    new { type = "joined", @ref = message.GetProperty("ref").Clone(), members = joined.Count });
                return true;
            case "say":
                byte[] said = JsonSerializer.SerializeToUtf8Bytes(new { type = "message", body = message.Clone() });
                await Task.WhenAll(
                    _rooms.GetOrAdd(message.GetProperty("room").ToString(), _ => new()).Keys
                        .Select(m => m.SendAsync(said, WebSocketMessageType.Text)));
                return true;
            case "flood":
                while (member.Socket.State == WebSocketState.Open && !member.Ended.IsCancellationRequested)
                {
                    await member.SendAsync(new { type = "noise", padding = new string('x', 1000) });
                }

                return false;
            case "big":
                await member.SendAsync(new byte[BigMessage], WebSocketMessageType.Binary);
                return true;
            case "close":
                await member.Socket.CloseAsync(
                    (WebSocketCloseStatus)message.GetProperty("code").GetInt32(), "secret words", CancellationToken.None);
                return false;
            case "drop":
                member.Abort();
                return false;
            default:
                return true;
        }
    }

    private sealed class Member(WebSocket socket, HttpContext context)
    {
        private readonly Lock _gate = new();
        private Task _last = Task.CompletedTask;

        public WebSocket Socket => socket;

        public CancellationToken Ended => context.RequestAborted;

        public void Abort() => context.Abort();

        public Task SendAsync(object message) =>
            SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text);

        public Task SendAsync(byte[] message, WebSocketMessageType type)
        {
            lock (_gate)
            {
                return _last = SendAfterAsync(_last, message, type);
            }
        }

        // A socket takes one message at a time.
        private async Task SendAfterAsync(Task before, byte[] message, WebSocketMessageType type)
        {
            await before;
            try
            {
                await socket.SendAsync(message, type, endOfMessage: true, Ended);
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException)
            {
                // A member that has left hears nothing.
            }
        }
    }
}
