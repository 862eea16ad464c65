using System.Buffers;
using System.Net.WebSockets;
using PerfFunctions.Engine.Network;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Recording;
using PerfFunctions.Load.Streams;

namespace PerfFunctions.Load.WebSockets;

/// <summary>
/// An open WebSocket. One reader takes its messages as they come, whether or not a step waits for one, as a browser does; writers
/// take turns. What it does on the loop's thread never waits for the network.
/// </summary>
internal sealed class LiveWebSocket : ILiveStream
{
    private const int BufferSize = 4 * 1024;
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(2);

    private readonly ClientWebSocket _socket;
    private readonly EventLoop _loop;
    private readonly StreamRegistry _registry;
    private readonly QuotedFailures _codes;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly CancellationTokenSource _end = new();

    /// <summary>Begins to read. Loop thread only.</summary>
    /// <param name="socket">The socket, open.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="messages">Takes its messages.</param>
    /// <param name="registry">Counts it as open.</param>
    /// <param name="codes">Names the codes it is closed with.</param>
    public LiveWebSocket(ClientWebSocket socket, EventLoop loop, MessageStream messages, StreamRegistry registry, QuotedFailures codes)
    {
        (_socket, _loop, Messages, _registry, _codes) = (socket, loop, messages, registry, codes);
        registry.Add(this);
        messages.Meter.Opened();
        _ = ReadAllAsync();
    }

    /// <inheritdoc />
    public MessageStream Messages { get; }

    /// <summary>Sends a message; what went wrong, null when nothing did. From any thread.</summary>
    public async Task<string?> SendAsync(ReadOnlyMemory<byte> message, bool isText, CancellationToken limit)
    {
        try
        {
            await _writing.WaitAsync(limit).ConfigureAwait(false);
            try
            {
                await _socket.SendAsync(message, isText ? WebSocketMessageType.Text : WebSocketMessageType.Binary, endOfMessage: true, limit).ConfigureAwait(false);
                return null;
            }
            finally
            {
                _writing.Release();
            }
        }
        catch (OperationCanceledException)
        {
            return "timeout";
        }
        catch (Exception e) when (e is WebSocketException or IOException or InvalidOperationException)
        {
            return "connection closed";
        }
    }

    /// <inheritdoc />
    public void Close()
    {
        if (Messages.Ended is null)
        {
            Messages.End("closed");
            _ = CloseAsync();
        }
    }

    /// <inheritdoc />
    public void Abort()
    {
        try
        {
            _end.Cancel();
            _socket.Abort();
        }
        catch (ObjectDisposedException)
        {
            // It has ended already.
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _socket.Dispose();
        _writing.Dispose();
        _end.Dispose();
        Messages.Dispose();
    }

    // The other side answers a close with one of its own, which the reader sees; one that does not is cut off.
    private async Task CloseAsync()
    {
        _end.CancelAfter(CloseLimit);
        try
        {
            await _writing.WaitAsync(_end.Token).ConfigureAwait(false);
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _end.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or IOException or InvalidOperationException or OperationCanceledException)
        {
            Abort();
        }
    }

    private async Task ReadAllAsync()
    {
        string reason = "connection closed";
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            ReceivedMessage? message;
            do
            {
                await Messages.HaveRoomAsync(_end.Token).ConfigureAwait(false);
                message = await ReadAsync(buffer).ConfigureAwait(false);
                if (message is not null)
                {
                    Messages.Post(message);
                }
            }
            while (message is not null);
            reason = CloseReason();
        }
        catch (Exception e) when (e is WebSocketException or IOException or InvalidOperationException or OperationCanceledException)
        {
            reason = e is WebSocketException { InnerException: ResponseRefusedException refused } ? refused.Message : reason;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            Messages.PostEnd(reason);
            _loop.Post(Forget);
        }
    }

    // Null when the other side has closed.
    private async Task<ReceivedMessage?> ReadAsync(byte[] buffer)
    {
        ArrayBufferWriter<byte>? whole = null;
        while (true)
        {
            ValueWebSocketReceiveResult piece = await _socket.ReceiveAsync(buffer.AsMemory(), _end.Token).ConfigureAwait(false);
            if (piece.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            if (piece.EndOfMessage && whole is null)
            {
                return new ReceivedMessage(buffer.AsSpan(0, piece.Count).ToArray(), _loop.Clock.Elapsed);
            }

            (whole ??= new ArrayBufferWriter<byte>(buffer.Length * 2)).Write(buffer.AsSpan(0, piece.Count));
            if (whole.WrittenCount > MessageStream.MaxMessage)
            {
                throw new WebSocketException(WebSocketError.HeaderError, new ResponseRefusedException(MessageStream.TooLarge));
            }

            if (piece.EndOfMessage)
            {
                return new ReceivedMessage(whole.WrittenMemory, _loop.Clock.Elapsed);
            }
        }
    }

    // Codes from 3000 on are the application's: only the first few different ones are taken.
    private string CloseReason()
    {
        lock (_codes)
        {
            return _codes.NameOf("socket closed", ((int?)_socket.CloseStatus)?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private void Forget()
    {
        _registry.Remove(this);
        Dispose();
    }
}
