using System.Buffers.Binary;
using PerfFunctions.Engine.Network;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Http2;

namespace PerfFunctions.Load.Epoll;

/// <content>What the server says of the connection and its streams.</content>
internal sealed partial class Http2Connection
{
    private const int RefusedStream = 7;
    private const int EnhanceYourCalm = 11;
    private const int MaxTries = 4;

    // A server that asks for answers and takes none is not kept up with for ever.
    private const int MaxUnsent = 1 << 20;

    private readonly FrameReader _frames = new();
    private string? _farewell;

    /// <inheritdoc />
    protected override bool Take(ReadOnlySpan<byte> piece)
    {
        _isReading = true;
        while (_frames.TryRead(ref piece, out FrameHeader header, out ReadOnlySpan<byte> payload))
        {
            string? fault = _output.Waiting > MaxUnsent ? Http2Failure.Of(EnhanceYourCalm) : Take(header, payload);
            if (fault is not null)
            {
                return Break(fault);
            }
        }

        if (_frames.IsTooLarge)
        {
            return Break(Http2Failure.FrameSize);
        }

        EndCycle();
        return IsOpen;
    }

    /// <inheritdoc />
    protected override void End(int error)
    {
        TimeSpan now = Now;
        foreach (Http2Stream stream in Abandon())
        {
            Exchange exchange = stream.Exchange;
            if (!stream.HasBytes && stream.Number > 1 && Resending.IsAllowed(exchange.Draft.Method, now - stream.ReadyAt, RoundTrip))
            {
                SendAgain(exchange);
            }
            else
            {
                exchange.Fail(now, _farewell ?? (error == 0 ? "connection closed" : Errno.KindOf(error)));
                exchange.Complete();
            }
        }
    }

    private bool Break(string fault)
    {
        EndCycle();
        if (IsOpen)
        {
            Fail(fault);
        }

        return false;
    }

    // Hands back what has ended. What those send who had it goes out at once.
    private void EndCycle()
    {
        if (_isLeaving && _streams.Count == 0)
        {
            Close();
        }
        else if (_isShared && _isKnown && _ended.Count > 0)
        {
            _origin.Freed(this);
        }

        for (int i = 0; i < _ended.Count; i++)
        {
            _ended[i].Complete();
        }

        _ended.Clear();
        _isReading = false;
        Flush();
    }

    private string? Take(in FrameHeader header, ReadOnlySpan<byte> payload)
    {
        if (_head.Forbids(header) || (!_isKnown && header.Type != FrameType.Settings))
        {
            return Http2Failure.Protocol;
        }

        return header.Type switch
        {
            FrameType.Data => TakeData(header, payload),
            FrameType.Headers or FrameType.Continuation => TakeHeaders(header, payload),
            FrameType.ResetStream => payload.Length == 4 ? TakeReset(header, ReadNumber(payload)) : Http2Failure.FrameSize,
            FrameType.Settings => TakeSettings(header, payload),
            FrameType.PushPromise => Http2Failure.Protocol,
            FrameType.Ping => payload.Length == 8 ? TakePing(header, payload) : Http2Failure.FrameSize,
            FrameType.GoAway => payload.Length >= 8 ? TakeGoAway(payload) : Http2Failure.FrameSize,
            FrameType.WindowUpdate => payload.Length == 4 ? TakeWindow(header, ReadNumber(payload)) : Http2Failure.FrameSize,
            _ => null,
        };
    }

    private static int ReadNumber(ReadOnlySpan<byte> payload) => BinaryPrimitives.ReadInt32BigEndian(payload) & int.MaxValue;

    private string? TakeReset(in FrameHeader header, int code)
    {
        if (!_streams.Knows(header))
        {
            return Http2Failure.Protocol;
        }

        if (_streams.Find(header.Stream) is { } stream)
        {
            if (code == RefusedStream && stream.Exchange.Resent < MaxTries)
            {
                SendAgain(Remove(stream));
            }
            else
            {
                Fail(stream, Http2Failure.Of(code));
            }
        }

        return null;
    }

    private string? TakeSettings(in FrameHeader header, ReadOnlySpan<byte> payload)
    {
        if (header.IsAcknowledgement)
        {
            return payload.Length == 0 && _isKnown ? null : Http2Failure.FrameSize;
        }

        int before = _peer.InitialWindow;
        if (_peer.Take(payload, isFirst: !_isKnown) is { } fault)
        {
            return fault;
        }

        if (!_streams.TryWiden(_peer.InitialWindow - before))
        {
            return Http2Failure.FlowControl;
        }

        _output.Acknowledge(FrameType.Settings, []);
        _isKnown = true;
        if (_isAwaited)
        {
            _isAwaited = false;
            _origin.Opened(this);
        }
        else if (_isShared)
        {
            _origin.Freed(this);
        }

        return null;
    }

    private string? TakePing(in FrameHeader header, ReadOnlySpan<byte> payload)
    {
        if (!header.IsAcknowledgement)
        {
            _output.Acknowledge(FrameType.Ping, payload);
        }

        return null;
    }

    // Streams beyond the last that it names were never looked at: whatever they ask can be asked again.
    private string? TakeGoAway(ReadOnlySpan<byte> payload)
    {
        int last = ReadNumber(payload);
        int code = ReadNumber(payload[4..]);
        _isLeaving = true;
        _farewell = code == 0 ? null : Http2Failure.Of(code);
        foreach (Http2Stream stream in _streams.Select(stream => stream.Number > last))
        {
            if (stream.Exchange.Resent < MaxTries)
            {
                SendAgain(Remove(stream));
            }
            else
            {
                Fail(stream, _farewell ?? Http2Failure.Of(RefusedStream));
            }
        }

        return null;
    }

    private void SendAgain(Exchange exchange)
    {
        exchange.SendAgain();
        _origin.Send(exchange);
    }

    private string? TakeWindow(in FrameHeader header, int more)
    {
        if (more == 0)
        {
            return Http2Failure.Protocol;
        }

        if (header.Stream == 0)
        {
            return _output.TryWiden(more) ? null : Http2Failure.FlowControl;
        }

        if (_streams.Find(header.Stream) is { } stream)
        {
            stream.Window += more;
            return stream.Window > int.MaxValue ? Http2Failure.FlowControl : null;
        }

        return null;
    }
}
