using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Http2;

namespace PerfFunctions.Load.Epoll;

/// <summary>
/// A connection of HTTP/2 (RFC 9113), with as many exchanges in progress as the server allows. What is sent in one cycle goes out
/// together, and exchanges that end together are handed back together.
/// </summary>
internal sealed partial class Http2Connection : EpollConnection, IResumable
{
    private const int Cancel = 8;

    private readonly Http2Origin _origin;
    private readonly bool _isShared;
    private readonly Http2Streams _streams = new();
    private readonly Http2Output _output;
    private readonly List<Exchange> _ended = [];
    private readonly PeerSettings _peer = new();
    private Exchange? _first;
    private bool _isAwaited;
    private bool _isKnown;
    private bool _isLeaving;
    private bool _isReading;
    private bool _isFlushing;

    public Http2Connection(EpollTransport transport, Http2Origin origin, Exchange first)
        : base(transport, origin)
    {
        _origin = origin;
        _first = first;
        _output = new Http2Output(_streams);
        _isShared = Http2Origin.IsShared(first);
    }

    /// <summary>Exchanges that it may have at once.</summary>
    public int MaxStreams => Math.Min(_peer.MaxStreams, _origin.MaxStreams);

    /// <summary>Whether it can take one more.</summary>
    public bool HasRoom => IsOpen && IsReady && !_isLeaving && _streams.Count < MaxStreams && _streams.HasNumber;

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
            // Others that are sent in this cycle go with it.
            _isFlushing = true;
            Transport.Loop.Resume(this);
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
        _isAwaited = _isShared;
        _output.Greet();
        Start(_first!, Now);
        _first = null;
        Flush();
    }

    /// <inheritdoc />
    protected override void CutLate(TimeSpan now)
    {
        if (!_streams.HasLate(now))
        {
            return;
        }

        _isReading = true;
        foreach (Http2Stream stream in _streams.Select(stream => stream.Exchange.Deadline <= now))
        {
            _output.Reset(stream, Cancel);
            stream.Exchange.Fail(now, "timeout", isTimedOut: true);
            _ended.Add(Remove(stream));
        }

        if (!_isKnown && _streams.Count == 0)
        {
            // Others wait for what this server allows, and it says nothing.
            Close();
        }

        EndCycle();
    }

    /// <inheritdoc />
    protected override void WriteRest()
    {
        if (_output.HasMore)
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
        _output.Dispose();
        if (_isAwaited)
        {
            _isAwaited = false;
            _origin.NotOpened();
        }
    }

    private void Start(Exchange exchange, TimeSpan readyAt) =>
        _output.Begin(_streams.Open(exchange, _peer.InitialWindow, readyAt));

    private void Flush()
    {
        if (IsOpen && _output.Flush(Bytes, Transport.Loop.Clock) is not 0 and var error)
        {
            EndLater(error);
        }
    }

    private Exchange Remove(Http2Stream stream)
    {
        _streams.Close(stream);
        _output.Forget(stream);
        return stream.Exchange;
    }

    // Closes, with what was in progress.
    private Http2Stream[] Abandon()
    {
        Http2Stream[] open = _streams.CloseAll();
        Close();
        return open;
    }

    // In a cycle of its own: this one may be that of whoever sends.
    private void EndLater(int error) => Transport.Loop.Post(() =>
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
