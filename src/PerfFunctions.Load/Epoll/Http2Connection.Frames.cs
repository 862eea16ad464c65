using System.Buffers;
using System.Buffers.Binary;
using PerfFunctions.Engine.Network;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Http2;

namespace PerfFunctions.Load.Epoll;

/// <content>What the server sends.</content>
internal sealed partial class Http2Connection
{
    private const int LargestHead = 64 * 1024;
    private const int RefusedStream = 7;
    private const int ProtocolError = 1;
    private const int FirstFinal = 200;
    private const int MaxTries = 4;

    // A server that asks for answers and takes none is not kept up with for ever.
    private const int MostUnsent = 1 << 20;

    private readonly FrameReader _frames = new();
    private readonly ArrayBufferWriter<byte> _block = new();
    private FrameHeader? _headOf;
    private string? _farewell;
    private int _received;

    /// <inheritdoc />
    protected override bool Take(ReadOnlySpan<byte> piece)
    {
        _isReading = true;
        while (_frames.TryRead(ref piece, out FrameHeader header, out ReadOnlySpan<byte> payload))
        {
            string? fault = _out.Count > MostUnsent ? Http2Failure.Of(11) : Take(header, payload);
            if (fault is not null)
            {
                return Break(fault);
            }
        }

        if (_frames.IsTooLarge)
        {
            return Break(Http2Failure.FrameSize);
        }

        EndTurn();
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
        EndTurn();
        if (IsOpen)
        {
            Fail(fault);
        }

        return false;
    }

    // Hands back what has ended. What those send who had it goes out at once.
    private void EndTurn()
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
        if ((_headOf is { } head && (header.Type != FrameType.Continuation || header.Stream != head.Stream)) ||
            (!_isKnown && header.Type != FrameType.Settings))
        {
            return Http2Failure.Protocol;
        }

        return header.Type switch
        {
            FrameType.Data => TakeData(header, payload),
            FrameType.Headers => TakeHeaders(header, payload),
            FrameType.Continuation => TakeContinuation(header, payload),
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

    private bool IsKnownStream(in FrameHeader header) => header.Stream % 2 == 1 && header.Stream < _next;

    private string? TakeData(in FrameHeader header, ReadOnlySpan<byte> payload)
    {
        if (!IsKnownStream(header) || !TryUnpad(header, ref payload))
        {
            return Http2Failure.Protocol;
        }

        _received += header.Length;
        if (_received > ConnectionWindow / 2)
        {
            _out.Write(FrameType.WindowUpdate, 0, _received);
            _received = 0;
        }

        // One that was given up may still be answered.
        if (!_streams.TryGetValue(header.Stream, out Http2Stream? stream))
        {
            return null;
        }

        if (!stream.HasHead)
        {
            return Http2Failure.Protocol;
        }

        stream.Exchange.Receive(payload);
        stream.Received += header.Length;
        if (header.Has(FrameFlags.EndStream))
        {
            Finish(stream);
        }
        else if (stream.Received > StreamWindow / 2)
        {
            _out.Write(FrameType.WindowUpdate, stream.Number, stream.Received);
            stream.Received = 0;
        }

        return null;
    }

    private static bool TryUnpad(in FrameHeader header, ref ReadOnlySpan<byte> payload)
    {
        if (!header.Has(FrameFlags.Padded))
        {
            return true;
        }

        if (payload.Length == 0 || payload[0] >= payload.Length)
        {
            return false;
        }

        payload = payload[1..^payload[0]];
        return true;
    }

    private string? TakeHeaders(in FrameHeader header, ReadOnlySpan<byte> payload)
    {
        if (!IsKnownStream(header) || !TryUnpad(header, ref payload) || (header.Has(FrameFlags.Priority) && payload.Length < 5))
        {
            return Http2Failure.Protocol;
        }

        payload = header.Has(FrameFlags.Priority) ? payload[5..] : payload;
        if (header.Has(FrameFlags.EndHeaders))
        {
            return TakeHead(header, payload);
        }

        _headOf = header;
        _block.ResetWrittenCount();
        _block.Write(payload);
        return null;
    }

    private string? TakeContinuation(in FrameHeader header, ReadOnlySpan<byte> payload)
    {
        if (_headOf is not { } head)
        {
            return Http2Failure.Protocol;
        }

        if (_block.WrittenCount + payload.Length > LargestHead)
        {
            return ResponseFault.HeadTooLarge;
        }

        _block.Write(payload);
        if (!header.Has(FrameFlags.EndHeaders))
        {
            // Empty ones would never come to the limit.
            return payload.Length == 0 ? Http2Failure.Protocol : null;
        }

        _headOf = null;
        return TakeHead(head, _block.WrittenSpan);
    }

    private string? TakeHead(in FrameHeader header, ReadOnlySpan<byte> block)
    {
        bool isEnd = header.Has(FrameFlags.EndStream);
        if (!_streams.TryGetValue(header.Stream, out Http2Stream? stream))
        {
            return null;
        }

        if (stream.HasHead)
        {
            // Fields behind the body; nothing looks at them.
            if (isEnd)
            {
                Finish(stream);
            }

            return isEnd ? null : Http2Failure.Protocol;
        }

        stream.Answered(Now);
        string? fault = ResponseFields.Read(block, stream.Exchange);
        bool isInterim = fault is null && stream.Exchange.Status < FirstFinal;
        if (fault is not null || (isInterim && isEnd))
        {
            Reset(stream, ProtocolError);
            Fail(stream, fault ?? Http2Failure.Protocol);
            return fault == Http2Failure.Compression ? fault : null;
        }

        if (isInterim)
        {
            stream.Exchange.Headers.Clear();
            stream.Exchange.ServerTiming.ResetWrittenCount();
            return null;
        }

        stream.HasHead = true;
        if (isEnd)
        {
            Finish(stream);
        }

        return null;
    }

    private void Finish(Http2Stream stream)
    {
        stream.Succeed(Now);
        Exchange exchange = stream.Exchange;
        if (stream.Unsent.Length > 0)
        {
            // Answered before the request was all sent: the rest of it never goes out.
            Reset(stream, Cancel);
        }

        if (exchange.Draft.EndsConnection)
        {
            _isLeaving = true;
        }
        else if (exchange.Scope is { } scope)
        {
            scope.Connection = this;
        }

        _ended.Add(Remove(stream));
    }

    private void Fail(Http2Stream stream, string failure)
    {
        stream.Exchange.Fail(Now, failure);
        _ended.Add(Remove(stream));
    }

    private string? TakeReset(in FrameHeader header, int code)
    {
        if (!IsKnownStream(header))
        {
            return Http2Failure.Protocol;
        }

        if (_streams.TryGetValue(header.Stream, out Http2Stream? stream))
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

        foreach (Http2Stream stream in _streams.Values)
        {
            stream.Window += _peer.InitialWindow - before;
            if (stream.Window > int.MaxValue)
            {
                return Http2Failure.FlowControl;
            }
        }

        _out.Write(FrameType.Settings, FrameHeader.Acknowledgement, 0, []);
        bool isFirst = !_isKnown;
        _isKnown = true;
        if (_isShared && isFirst)
        {
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
            _out.Write(FrameType.Ping, FrameHeader.Acknowledgement, 0, payload);
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
        foreach (Http2Stream stream in _streams.Values.Where(stream => stream.Number > last).ToArray())
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
            _window += more;
            return _window > int.MaxValue ? Http2Failure.FlowControl : null;
        }

        if (_streams.TryGetValue(header.Stream, out Http2Stream? stream))
        {
            stream.Window += more;
            return stream.Window > int.MaxValue ? Http2Failure.FlowControl : null;
        }

        return null;
    }
}
