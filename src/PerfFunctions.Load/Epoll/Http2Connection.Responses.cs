using PerfFunctions.Engine.Network;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Http2;

namespace PerfFunctions.Load.Epoll;

/// <content>What the server answers.</content>
internal sealed partial class Http2Connection
{
    private const int ProtocolError = 1;
    private const int FirstFinal = 200;

    private readonly HeadAssembly _head = new();
    private int _received;

    private string? TakeData(in FrameHeader header, ReadOnlySpan<byte> payload)
    {
        if (!_streams.Knows(header) || !HeadAssembly.TryUnpad(header, ref payload))
        {
            return Http2Failure.Protocol;
        }

        _received += header.Length;
        if (_received > Http2Output.ConnectionWindow / 2)
        {
            _output.Allow(0, _received);
            _received = 0;
        }

        // One that was given up may still be answered.
        if (_streams.Find(header.Stream) is not { HasHead: true } stream)
        {
            return _streams.Find(header.Stream) is null ? null : Http2Failure.Protocol;
        }

        stream.Exchange.Receive(payload);
        stream.Received += header.Length;
        if (header.Has(FrameFlags.EndStream))
        {
            Finish(stream);
        }
        else if (stream.Received > Http2Output.StreamWindow / 2)
        {
            _output.Allow(stream.Number, stream.Received);
            stream.Received = 0;
        }

        return null;
    }

    private string? TakeHeaders(FrameHeader header, ReadOnlySpan<byte> payload)
    {
        if (!_streams.Knows(header))
        {
            return Http2Failure.Protocol;
        }

        string? fault = _head.Take(ref header, ref payload, out bool isWhole);
        return fault is null && isWhole ? TakeHead(header, payload) : fault;
    }

    private string? TakeHead(in FrameHeader header, ReadOnlySpan<byte> block)
    {
        bool isEnd = header.Has(FrameFlags.EndStream);
        if (_streams.Find(header.Stream) is not { } stream)
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
            _output.Reset(stream, ProtocolError);
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
            _output.Reset(stream, Cancel);
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
}
