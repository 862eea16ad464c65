using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Http2;

namespace PerfFunctions.Load.Epoll;

/// <summary>What one end of a connection of HTTP/2 sends: requests, as far as the server allows, and frames about the connection.</summary>
/// <param name="streams">The streams that are open.</param>
internal sealed class Http2Output(Http2Streams streams) : IDisposable
{
    /// <summary>Bytes that a stream may receive before it has to be allowed more.</summary>
    public const int StreamWindow = 1 << 20;

    /// <summary>The same of all streams together.</summary>
    public const int ConnectionWindow = 1 << 24;

    private const int DefaultWindow = 65_535;

    // Bodies are put into frames only so far ahead of the socket.
    private const int MaxAhead = 64 * 1024;

    private static readonly byte[] Greeting = CreateGreeting();

    private readonly FrameWriter _frames = new();
    private readonly Queue<int> _withBody = new();
    private readonly List<Http2Stream> _unwritten = [];
    private long _window = DefaultWindow;

    /// <summary>Bytes that wait for the socket.</summary>
    public int Waiting => _frames.Count;

    /// <summary>Whether there is something to send.</summary>
    public bool HasMore => Waiting > 0 || _withBody.Count > 0;

    /// <summary>Adds what a client begins with.</summary>
    public void Greet() => _frames.Write(Greeting);

    /// <summary>Adds the request of a new stream.</summary>
    public void Begin(Http2Stream stream)
    {
        RequestDraft draft = stream.Exchange.Draft;
        _frames.WriteHead(stream.Number, draft.Wire ??= RequestFields.Of(draft), endsStream: stream.Unsent.IsEmpty);
        if (stream.Unsent.IsEmpty)
        {
            _unwritten.Add(stream);
        }
        else
        {
            _withBody.Enqueue(stream.Number);
        }
    }

    /// <summary>Gives a stream up.</summary>
    public void Reset(Http2Stream stream, int code) => _frames.Write(FrameType.ResetStream, stream.Number, code);

    /// <summary>Allows the server to send more.</summary>
    public void Allow(int stream, int bytes) => _frames.Write(FrameType.WindowUpdate, stream, bytes);

    /// <summary>Answers settings or a ping.</summary>
    public void Acknowledge(FrameType type, ReadOnlySpan<byte> payload) => _frames.Write(type, FrameHeader.Acknowledgement, 0, payload);

    /// <summary>The server allows all streams together to send more; false where that is more than there can be.</summary>
    public bool TryWiden(int bytes) => (_window += bytes) <= int.MaxValue;

    /// <summary>A stream is over.</summary>
    public void Forget(Http2Stream stream) => _unwritten.Remove(stream);

    /// <summary>Sends what the socket and the server take; 0, or the error.</summary>
    public int Flush(IByteChannel socket, RunClock clock)
    {
        while (true)
        {
            PutBodies();
            ReadOnlyMemory<byte> rest = _frames.Waiting;
            if (rest.Length == 0)
            {
                return 0;
            }

            int error = socket.Send(ref rest);
            _frames.Advance(_frames.Count - rest.Length);
            if (error != 0 || rest.Length > 0)
            {
                return error;
            }

            NoteWritten(clock.Elapsed);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _frames.Dispose();

    private static byte[] CreateGreeting()
    {
        using FrameWriter frames = new();
        frames.Write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8);

        // No table that grows with the fields, nothing that was not asked for, and a window as clients have it.
        frames.Write(FrameType.Settings, FrameFlags.None, 0, [0, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 4, 0, StreamWindow >> 16, 0, 0]);
        frames.Write(FrameType.WindowUpdate, 0, ConnectionWindow - DefaultWindow);
        return frames.Waiting.ToArray();
    }

    private void NoteWritten(TimeSpan now)
    {
        foreach (Http2Stream stream in _unwritten)
        {
            stream.Written(now);
        }

        _unwritten.Clear();
    }

    private void PutBodies()
    {
        for (int left = _withBody.Count; left > 0 && _window > 0 && _frames.Count < MaxAhead; left--)
        {
            if (streams.Find(_withBody.Dequeue()) is { } stream && !PutBody(stream))
            {
                _withBody.Enqueue(stream.Number);
            }
        }
    }

    // True when all of it is on its way.
    private bool PutBody(Http2Stream stream)
    {
        while (stream.Unsent.Length > 0 && stream.Window > 0 && _window > 0 && _frames.Count < MaxAhead)
        {
            int length = (int)Math.Min(Math.Min(stream.Window, _window), Math.Min(stream.Unsent.Length, FrameHeader.LargestPayload));
            FrameFlags flags = length == stream.Unsent.Length ? FrameFlags.EndStream : FrameFlags.None;
            _frames.Write(FrameType.Data, flags, stream.Number, stream.Unsent.Span[..length]);
            stream.Unsent = stream.Unsent[length..];
            stream.Window -= length;
            _window -= length;
        }

        if (stream.Unsent.Length > 0)
        {
            return false;
        }

        _unwritten.Add(stream);
        return true;
    }
}
