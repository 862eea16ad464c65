using PerfFunctions.Engine.Metrics;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Epoll;

/// <summary>A connection of HTTP/1.1. It has at most one exchange in progress; an unrequested response closes it.</summary>
internal sealed class Http1Connection(EpollTransport transport, Http1Origin origin, Exchange first) : EpollConnection(transport, origin)
{
    private readonly ResponseParser _parser = new();
    private Exchange? _exchange = first;
    private ReadOnlyMemory<byte> _unsent;
    private ReadOnlyMemory<byte> _unsentBody;
    private TimeSpan _readyAt;
    private TimeSpan _writtenAt;
    private TimeSpan _firstByteAt;
    private bool _isReused;
    private bool _hasBytes;

    /// <inheritdoc />
    protected override Exchange? First => _exchange;

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
    public override void Fail(string failure)
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
    protected override void Begin()
    {
        _readyAt = Now;
        Write();
    }

    /// <inheritdoc />
    protected override void CutLate(TimeSpan now)
    {
        if (_exchange?.Deadline <= now)
        {
            Exchange exchange = Detach();
            exchange.Fail(now, "timeout", isTimedOut: true);
            exchange.Complete();
        }
    }

    private void Write()
    {
        RequestDraft draft = _exchange!.Draft;
        _parser.Expect(draft.Method);
        _unsent = draft.Wire ??= WireRequest.Of(draft);
        _unsentBody = WireRequest.RestOf(draft);
        SendRest();
    }

    /// <inheritdoc />
    protected override void WriteRest()
    {
        if (_exchange is null || _unsent.Length == 0)
        {
            return;
        }

        SendRest();
    }

    private void SendRest()
    {
        int error = Bytes.Send(ref _unsent);
        if (error == 0 && _unsent.Length == 0 && _unsentBody.Length > 0)
        {
            (_unsent, _unsentBody) = (_unsentBody, default);
            error = Bytes.Send(ref _unsent);
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

    // In a cycle of its own: this one may be that of whoever sends. (Apart from where bytes are sent, which would make
    // the closure for every request.)
    private void EndLater(Exchange broken, int error) => Transport.Loop.Post(() =>
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

    /// <inheritdoc />
    protected override bool Take(ReadOnlySpan<byte> piece)
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
            origin.Return(this);
        }

        // Last: the next exchange may be on this connection when it returns.
        exchange.Complete();
    }

    // What came with the response beyond its end: of the protocol's own, or something unrequested.
    private bool HasUnrequested() => Bytes.HoldsMore && Bytes.Receive(Transport.Buffer, out _) is not null;

    /// <inheritdoc />
    protected override void End(int error)
    {
        if (_exchange is null)
        {
            Close();
        }
        else if (error == 0 && _parser.EndsWithStream)
        {
            Finish(Now);
        }
        else if (_isReused && !_hasBytes && Resending.IsAllowed(_exchange.Draft.Method, Now - _readyAt, RoundTrip))
        {
            Exchange exchange = Detach();
            exchange.SendAgain();
            origin.SendByNew(exchange);
        }
        else
        {
            Fail(error == 0 ? "connection closed" : Errno.KindOf(error));
        }
    }

    /// <inheritdoc />
    protected override Exchange Detach()
    {
        Exchange exchange = _exchange!;
        _exchange = null;
        Close();
        return exchange;
    }
}
