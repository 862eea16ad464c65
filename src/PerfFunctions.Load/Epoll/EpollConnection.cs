using PerfFunctions.Engine.Metrics;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Epoll;

/// <summary>One socket. It has at most one exchange in progress; an unrequested response closes it.</summary>
internal sealed partial class EpollConnection : IPolled, IDisposable
{
    private readonly EpollTransport _lane;
    private readonly LoopSocket _socket;
    private IByteChannel _bytes;
    private readonly ResponseParser _parser = new();
    private Exchange? _exchange;
    private ReadOnlyMemory<byte> _unsent;
    private ReadOnlyMemory<byte> _unsentBody;
    private TimeSpan _readyAt;
    private TimeSpan _writtenAt;
    private TimeSpan _firstByteAt;
    private bool _isReused;
    private bool _hasBytes;

    public EpollConnection(EpollTransport transport, EpollOrigin origin, Exchange first)
    {
        _lane = transport;
        _socket = new LoopSocket(transport.Poller, this);
        _bytes = _socket;
        _exchange = first;
        Origin = origin;
        Generation = origin.Generation;
    }

    public int Place { get; set; }

    /// <summary>Where the transport keeps it.</summary>
    public int LanePlace { get; set; }

    public bool IsOpen => _socket.IsOpen;

    public EpollOrigin Origin { get; }

    /// <summary>Which of the origin's addresses it was made for.</summary>
    public int Generation { get; }

    private TimeSpan Now => _lane.Loop.Clock.Elapsed;

    /// <summary>Sends an exchange; the connection is open and idle.</summary>
    public void Send(Exchange exchange)
    {
        _exchange = exchange;
        _isReused = true;
        _hasBytes = false;
        _readyAt = exchange.SentAt;
        Write();
    }

    /// <inheritdoc />
    public void OnEvents(uint events)
    {
        if (_opening != Opening.Done)
        {
            GoOnOpening(events);
        }
        else if (_unsent.Length > 0 && (events & Linux.Out) != 0)
        {
            WriteRest();
        }

        if (IsOpen && _opening == Opening.Done && (events & (Linux.In | Linux.PeerClosed | Linux.Hup | Linux.Err)) != 0)
        {
            Read((events & (Linux.PeerClosed | Linux.Hup | Linux.Err)) != 0);
        }
    }

    public bool IsOverdue(TimeSpan now) =>
        _exchange is { } exchange && (exchange.Deadline <= now || IsOpeningOverdue(now));

    /// <summary>Gives up waiting.</summary>
    public void TimeOut()
    {
        bool isDue = _exchange!.Deadline <= Now;
        Exchange exchange = Detach();
        exchange.Fail(Now, isDue ? "timeout" : "connect timed out", isTimedOut: isDue);
        exchange.Complete();
    }

    /// <summary>Ends the connection, and fails what is in progress.</summary>
    public void Fail(string failure)
    {
        if (_exchange is null)
        {
            Close();
            return;
        }

        Exchange exchange = Detach();
        exchange.Fail(Now, failure);
        exchange.Complete();
    }

    /// <inheritdoc />
    public void Dispose() => Close();

    private void Write()
    {
        RequestDraft draft = _exchange!.Draft;
        _parser.Expect(draft.Method);
        _unsent = draft.Wire ??= WireRequest.Of(draft);
        _unsentBody = WireRequest.RestOf(draft);
        WriteRest();
    }

    private void WriteRest()
    {
        int error = _bytes.Send(ref _unsent);
        if (error == 0 && _unsent.Length == 0 && _unsentBody.Length > 0)
        {
            (_unsent, _unsentBody) = (_unsentBody, default);
            error = _bytes.Send(ref _unsent);
        }

        if (error != 0)
        {
            EndLater(_exchange!, error);
            return;
        }

        if (_unsent.Length > 0)
        {
            return;
        }

        _writtenAt = Now;
        _exchange!.Phases[RequestPhase.Send] = _writtenAt - _readyAt;
    }

    // In a turn of its own: this one may be that of whoever sends. (Apart from where bytes are sent, which would make
    // the closure for every request.)
    private void EndLater(Exchange broken, int error) => _lane.Loop.Post(() =>
    {
        if (_exchange == broken)
        {
            // What the target said before it stopped listening is its answer.
            Read(isEnding: true);
        }

        if (_exchange == broken)
        {
            End(error);
        }
    });

    private void Read(bool isEnding)
    {
        while (_bytes.Receive(_lane.Buffer, out int error) is { } read)
        {
            if (read == 0)
            {
                End(error);
                return;
            }

            // Less than fits was all there is, unless the end of the stream is still to be read.
            if (!Take(_lane.Buffer.AsSpan(0, read)) || (_bytes.IsDrainedBy(read, _lane.Buffer.Length) && !isEnding))
            {
                return;
            }
        }
    }

    // True to read on.
    private bool Take(ReadOnlySpan<byte> piece)
    {
        if (_exchange is null)
        {
            Close();
            return false;
        }

        TimeSpan now = Now;
        if (!_hasBytes)
        {
            _hasBytes = true;
            _exchange.Phases[RequestPhase.Wait] = now - _writtenAt;
            _firstByteAt = now;
        }

        switch (_parser.Take(piece, _exchange))
        {
            case ParseState.Done:
                Finish(now);
                return false;
            case ParseState.Broken:
                Fail(_parser.Fault);
                return false;
            default:
                return true;
        }
    }

    private void Finish(TimeSpan now)
    {
        Exchange exchange = _exchange!;
        exchange.Phases[RequestPhase.Receive] = now - _firstByteAt;
        exchange.Succeed(now);
        _exchange = null;
        // Answered before the request was all sent: the rest of it never goes out, so nothing can follow it.
        if (!_parser.KeepsAlive || exchange.Draft.EndsConnection || _unsent.Length > 0 || HasUnrequested())
        {
            Close();
        }
        else if (exchange.Scope is { } scope)
        {
            scope.Connection = this;
        }
        else
        {
            Origin.Return(this);
        }

        // Last: the next exchange may be on this connection when it returns.
        exchange.Complete();
    }

    // What came with the response beyond its end: of the protocol's own, or something unrequested.
    private bool HasUnrequested() => _bytes.HoldsMore && _bytes.Receive(_lane.Buffer, out _) is not null;

    // The stream ended, or broke with an error.
    private void End(int error)
    {
        if (_exchange is null)
        {
            Close();
        }
        else if (error == 0 && _parser.EndsWithStream)
        {
            Finish(Now);
        }
        else if (_isReused && !_hasBytes && Resending.IsAllowed(_exchange.Draft.Method, Now - _readyAt, _roundTrip))
        {
            Exchange exchange = Detach();
            exchange.SendAgain();
            Origin.SendByNew(exchange);
        }
        else
        {
            Fail(error == 0 ? "connection closed" : Errno.KindOf(error));
        }
    }

    private Exchange Detach()
    {
        Exchange exchange = _exchange!;
        _exchange = null;
        Close();
        return exchange;
    }

    private void Close()
    {
        if (IsOpen)
        {
            _lane.Closed(this);
            CloseTls();
            _socket.Close();
        }
    }
}
