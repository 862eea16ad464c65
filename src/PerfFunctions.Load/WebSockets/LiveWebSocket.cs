using System.Buffers;
using System.Globalization;
using System.Net.WebSockets;
using PerfFunctions.Engine.Network;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Recording;
using PerfFunctions.Load.Streams;

namespace PerfFunctions.Load.WebSockets;

/// <summary>An open WebSocket. One writer at a time.</summary>
/// <param name="socket">The socket, open.</param>
/// <param name="loop">The loop.</param>
/// <param name="messages">Takes its messages.</param>
/// <param name="registry">Counts it as open.</param>
/// <param name="codes">Names the codes that it is closed with.</param>
internal sealed class LiveWebSocket(
    ClientWebSocket socket, EventLoop loop, MessageStream messages, StreamRegistry registry, QuotedFailures codes)
    : LiveStream(loop, messages, registry)
{
    private const int BufferSize = 4 * 1024;
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(2);

    private readonly EventLoop _loop = loop;
    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly SemaphoreSlim _writing = new(1);

    /// <summary>The code that it closes with.</summary>
    public WebSocketCloseStatus ClosingCode { get; set; } = WebSocketCloseStatus.NormalClosure;

    /// <summary>The code that the other side closed it with; null while it has not.</summary>
    public int? ClosedWith => (int?)socket.CloseStatus;

    /// <summary>Sends a message; what went wrong, null when nothing did. From any thread.</summary>
    public async Task<string?> SendAsync(ReadOnlyMemory<byte> message, bool isText, CancellationToken limit)
    {
        try
        {
            await _writing.WaitAsync(limit).ConfigureAwait(false);
            try
            {
                await socket.SendAsync(
                    message, isText ? WebSocketMessageType.Text : WebSocketMessageType.Binary, endOfMessage: true, limit)
                    .ConfigureAwait(false);
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
    public override void Dispose()
    {
        socket.Dispose();
        _writing.Dispose();
        base.Dispose();
    }

    // The other side answers a close with one of its own, which the reader sees; one that does not is cut off.
    /// <inheritdoc />
    protected override void Leave()
    {
        AbortAfter(CloseLimit);
        _ = LeaveAsync();
    }

    /// <inheritdoc />
    protected override async Task<ReceivedMessage?> ReadAsync()
    {
        ArrayBufferWriter<byte>? whole = null;
        while (true)
        {
            ValueWebSocketReceiveResult piece = await socket.ReceiveAsync(_buffer.AsMemory(), CutOff).ConfigureAwait(false);
            if (piece.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            if (piece.EndOfMessage && whole is null)
            {
                return new ReceivedMessage(_buffer.AsSpan(0, piece.Count).ToArray(), _loop.Clock.Elapsed) { IsText = IsText(piece) };
            }

            (whole ??= new ArrayBufferWriter<byte>(_buffer.Length * 2)).Write(_buffer.AsSpan(0, piece.Count));
            if (whole.WrittenCount > MessageStream.MaxMessage)
            {
                throw new ResponseRefusedException(MessageStream.TooLarge);
            }

            if (piece.EndOfMessage)
            {
                return new ReceivedMessage(whole.WrittenMemory, _loop.Clock.Elapsed) { IsText = IsText(piece) };
            }
        }
    }

    /// <inheritdoc />
    protected override string? ReasonOf(Exception? error) => error switch
    {
        null => CloseReason(),
        ResponseRefusedException => error.Message,
        WebSocketException or IOException or InvalidOperationException or OperationCanceledException => "connection closed",
        _ => null,
    };

    // Codes from 3000 on are the application's: only the first few different ones are taken.
    private string CloseReason()
    {
        lock (codes)
        {
            return codes.NameOf("socket closed", ClosedWith?.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static bool IsText(ValueWebSocketReceiveResult piece) => piece.MessageType == WebSocketMessageType.Text;

    private async Task LeaveAsync()
    {
        try
        {
            await _writing.WaitAsync(CutOff).ConfigureAwait(false);
            await socket.CloseOutputAsync(ClosingCode, null, CutOff).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or IOException
            or InvalidOperationException or OperationCanceledException)
        {
            Abort();
        }
    }
}
