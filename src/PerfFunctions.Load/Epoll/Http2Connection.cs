using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Http2;

namespace PerfFunctions.Load.Epoll;

/// <summary>
/// A connection of HTTP/2 (RFC 9113), with as many exchanges in progress as the server allows. What is sent in one turn goes out
/// together, and exchanges that end together are handed back together.
/// </summary>
internal sealed partial class Http2Connection : EpollConnection, IResumable
{
    private const int StreamWindow = 1 << 20;
    private const int ConnectionWindow = 1 << 24;
    private const int DefaultWindow = 65_535;
    private const int LastStream = int.MaxValue - 2;
    private const int Cancel = 8;

    // Bodies are put into frames only so far ahead of the socket.
    private const int MostAhead = 64 * 1024;

    private static readonly byte[] Greeting = CreateGreeting();

    private readonly Http2Origin _origin;
    private readonly bool _isShared;
    private readonly Dictionary<int, Http2Stream> _streams = [];
    private readonly Stack<Http2Stream> _spare = new();
    private readonly Queue<int> _withBody = new();
    private readonly List<Http2Stream> _unwritten = [];
    private readonly List<Exchange> _ended = [];
    private readonly FrameWriter _out = new();
    private readonly PeerSettings _peer = new();
    private Exchange? _first;
    private int _next = 1;
    private long _window = DefaultWindow;
    private bool _isKnown;
    private bool _isLeaving;
    private bool _isReading;
    private bool _isFlushing;

    public Http2Connection(EpollTransport transport, Http2Origin origin, Exchange first)
        : base(transport, origin)
    {
        _origin = origin;
        _first = first;
        _isShared = Http2Origin.IsShared(first);
    }

    /// <summary>Exchanges that it may have at once.</summary>
    public int MaxStreams => _peer.MaxStreams;

    /// <summary>Whether it can take one more.</summary>
    public bool HasRoom => IsOpen && IsReady && !_isLeaving && _streams.Count < MaxStreams && _next < LastStream;

    /// <summary>Whether its origin has it among those with room.</summary>
    public bool IsListed { get; set; }

    /// <inheritdoc />
    protected override Exchange? First => _first;

    /// <summary>Sends an exchange; there is room for it.</summary>
    public void Send(Exchange exchange)
    {
        Start(exchange, exchange.SentAt);
        if (_isReading)
        {
            return;
        }

        if (_streams.Count == 1)
        {
            Flush();
        }
        else if (!_isFlushing)
        {
            // Others that are sent in this turn go with it.
            _isFlushing = true;
            Lane.Loop.Resume(this);
        }
    }

    /// <summary>Takes no more exchanges, and ends with the last that it has.</summary>
    public void Leave()
    {
        _isLeaving = true;
        if (_streams.Count == 0)
        {
            Close();
        }
    }

    /// <inheritdoc />
    public override void Fail(string failure)
    {
        if (_first is not null)
        {
            Exchange first = Detach();
            _origin.Lost(first);
            first.Fail(Now, failure);
            first.Complete();
            return;
        }

        foreach (Http2Stream stream in Abandon())
        {
            stream.Exchange.Fail(Now, failure);
            stream.Exchange.Complete();
        }
    }

    void IResumable.Resume()
    {
        _isFlushing = false;
        Flush();
    }

    /// <inheritdoc />
    protected override void Begin()
    {
        _out.Write(Greeting);
        Start(_first!, Now);
        _first = null;
        Flush();
    }

    /// <inheritdoc />
    protected override void CutLate(TimeSpan now)
    {
        List<Http2Stream>? late = null;
        foreach (Http2Stream stream in _streams.Values)
        {
            if (stream.Exchange.Deadline <= now)
            {
                (late ??= []).Add(stream);
            }
        }

        if (late is null)
        {
            return;
        }

        _isReading = true;
        foreach (Http2Stream stream in late)
        {
            Reset(stream, Cancel);
            stream.Exchange.Fail(now, "timeout", isTimedOut: true);
            _ended.Add(Remove(stream));
        }

        EndTurn();
    }

    /// <inheritdoc />
    protected override void WriteRest()
    {
        if (_out.Count > 0 || _withBody.Count > 0)
        {
            Flush();
        }
    }

    /// <inheritdoc />
    protected override Exchange Detach()
    {
        Exchange first = _first!;
        _first = null;
        Close();
        return first;
    }

    /// <inheritdoc />
    protected override void Close()
    {
        base.Close();
        _out.Dispose();
    }

    private static byte[] CreateGreeting()
    {
        using FrameWriter frames = new();
        frames.Write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8);

        // No table that grows with the fields, nothing that was not asked for, and a window as clients have it.
        frames.Write(FrameType.Settings, FrameFlags.None, 0, [0, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 4, 0, StreamWindow >> 16, 0, 0]);
        frames.Write(FrameType.WindowUpdate, 0, ConnectionWindow - DefaultWindow);
        return frames.Waiting.ToArray();
    }

    private void Start(Exchange exchange, TimeSpan readyAt)
    {
        Http2Stream stream = _spare.TryPop(out Http2Stream? spare) ? spare : new Http2Stream();
        stream.Begin(_next, exchange, _peer.InitialWindow, readyAt);
        _next += 2;
        _streams.Add(stream.Number, stream);
        RequestDraft draft = exchange.Draft;
        _out.WriteHead(stream.Number, draft.Wire ??= RequestFields.Of(draft), endsStream: stream.Unsent.IsEmpty);
        if (stream.Unsent.IsEmpty)
        {
            _unwritten.Add(stream);
        }
        else
        {
            _withBody.Enqueue(stream.Number);
        }
    }

    // Sends what the socket and the server take.
    private void Flush()
    {
        while (IsOpen)
        {
            PutBodies();
            ReadOnlyMemory<byte> rest = _out.Waiting;
            if (rest.Length == 0)
            {
                return;
            }

            int error = Bytes.Send(ref rest);
            _out.Advance(_out.Count - rest.Length);
            if (error != 0)
            {
                EndLater(error);
                return;
            }

            if (rest.Length > 0)
            {
                return;
            }

            NoteWritten();
        }
    }

    private void NoteWritten()
    {
        TimeSpan now = Now;
        foreach (Http2Stream stream in _unwritten)
        {
            stream.Written(now);
        }

        _unwritten.Clear();
    }

    private void PutBodies()
    {
        for (int turn = _withBody.Count; turn > 0 && _window > 0 && _out.Count < MostAhead; turn--)
        {
            if (_streams.TryGetValue(_withBody.Dequeue(), out Http2Stream? stream) && !PutBody(stream))
            {
                _withBody.Enqueue(stream.Number);
            }
        }
    }

    // True when all of it is on its way.
    private bool PutBody(Http2Stream stream)
    {
        while (stream.Unsent.Length > 0 && stream.Window > 0 && _window > 0 && _out.Count < MostAhead)
        {
            int length = (int)Math.Min(Math.Min(stream.Window, _window), Math.Min(stream.Unsent.Length, FrameHeader.LargestPayload));
            FrameFlags flags = length == stream.Unsent.Length ? FrameFlags.EndStream : FrameFlags.None;
            _out.Write(FrameType.Data, flags, stream.Number, stream.Unsent.Span[..length]);
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

    private void Reset(Http2Stream stream, int code) => _out.Write(FrameType.ResetStream, stream.Number, code);

    private Exchange Remove(Http2Stream stream)
    {
        _streams.Remove(stream.Number);
        _unwritten.Remove(stream);
        _spare.Push(stream);
        return stream.Exchange;
    }

    // Closes, with what was in progress.
    private Http2Stream[] Abandon()
    {
        Http2Stream[] open = [.. _streams.Values];
        _streams.Clear();
        Close();
        if (!_isKnown && _isShared && open.Length > 0)
        {
            _isKnown = true;
            _origin.Lost(open[0].Exchange);
        }

        return open;
    }

    // In a turn of its own: this one may be that of whoever sends.
    private void EndLater(int error) => Lane.Loop.Post(() =>
    {
        if (IsOpen)
        {
            Read(isEnding: true);
        }

        if (IsOpen)
        {
            End(error);
        }
    });
}
