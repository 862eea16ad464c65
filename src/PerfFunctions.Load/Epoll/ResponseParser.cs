using System.Buffers;
using PerfFunctions.Engine.Network;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Epoll;

/// <summary>Reads one HTTP/1.1 response after another, in pieces of any size (RFC 9112).</summary>
internal sealed class ResponseParser
{
    private const int LargestHead = 64 * 1024;
    private const int Informational = 200;
    private const int SwitchingProtocols = 101;

    // Filled only when a head comes in more than one piece.
    private readonly ArrayBufferWriter<byte> _head = new();
    private readonly ChunkedBody _chunks = new();
    private bool _hasNoBody;
    private Part _part;
    private long _left;

    private enum Part
    {
        Head,
        Counted,
        Chunked,
        UntilClosed,
    }

    /// <summary>Whether the connection can be used again after the response.</summary>
    public bool KeepsAlive { get; private set; }

    /// <summary>Why it is <see cref="ParseState.Broken"/>.</summary>
    public string Fault { get; private set; } = "";

    /// <summary>Whether the end of the stream is the end of the response.</summary>
    public bool EndsWithStream => _part == Part.UntilClosed;

    /// <summary>Makes ready for the response to a request.</summary>
    public void Expect(string method)
    {
        _hasNoBody = method == "HEAD";
        _part = Part.Head;
        _head.ResetWrittenCount();
        KeepsAlive = true;
    }

    /// <summary>Takes the next piece.</summary>
    public ParseState Take(ReadOnlySpan<byte> piece, Exchange exchange)
    {
        while (_part == Part.Head)
        {
            if (!TakeHead(ref piece, out ParseState state, exchange))
            {
                return state;
            }
        }

        return _part switch
        {
            Part.Counted => TakeCounted(piece, exchange),
            Part.Chunked => TakeChunks(piece, exchange),
            _ => TakeAll(piece, exchange),
        };
    }

    private ParseState TakeCounted(ReadOnlySpan<byte> piece, Exchange exchange)
    {
        ReadOnlySpan<byte> mine = piece.Length > _left ? piece[..(int)_left] : piece;
        exchange.Receive(mine);
        _left -= mine.Length;
        KeepsAlive &= piece.Length == mine.Length;
        return _left == 0 ? ParseState.Done : ParseState.More;
    }

    private ParseState TakeChunks(ReadOnlySpan<byte> piece, Exchange exchange)
    {
        ParseState state = _chunks.Take(ref piece, exchange);
        KeepsAlive &= state != ParseState.Done || piece.Length == 0;
        return state == ParseState.Broken ? Broken(ResponseFault.Chunk) : state;
    }

    private static ParseState TakeAll(ReadOnlySpan<byte> piece, Exchange exchange)
    {
        exchange.Receive(piece);
        return ParseState.More;
    }

    // True when the head was there and the body begins, or another head after an informational one.
    private bool TakeHead(ref ReadOnlySpan<byte> piece, out ParseState state, Exchange exchange)
    {
        state = ParseState.More;
        int kept = _head.WrittenCount;
        ReadOnlySpan<byte> all = piece;
        if (kept > 0)
        {
            _head.Write(piece);
            all = _head.WrittenSpan;
        }

        int end = HeadReader.EndOf(all);
        if (end < 0)
        {
            if (kept == 0)
            {
                _head.Write(piece);
            }

            state = _head.WrittenCount > LargestHead ? Broken(ResponseFault.HeadTooLarge) : ParseState.More;
            return false;
        }

        if (ReadHead(all[..end], exchange) is { } fault)
        {
            state = Broken(fault);
            return false;
        }

        piece = piece[(end - kept)..];
        _head.ResetWrittenCount();
        if (exchange.Status < Informational)
        {
            state = exchange.Status == SwitchingProtocols ? Broken(ResponseFault.Upgrade) : ParseState.More;
            return state == ParseState.More && piece.Length > 0;
        }

        return Begin(exchange, piece, out state);
    }

    private bool Begin(Exchange exchange, ReadOnlySpan<byte> piece, out ParseState state)
    {
        state = ParseState.Done;
        if (_hasNoBody || exchange.Status is 204 or 304 || (_part == Part.Counted && _left == 0))
        {
            _part = Part.Counted;
            KeepsAlive &= piece.Length == 0;
            return false;
        }

        return true;
    }

    private ParseState Broken(string fault)
    {
        Fault = fault;
        return ParseState.Broken;
    }

    private string? ReadHead(ReadOnlySpan<byte> head, Exchange exchange)
    {
        if (!HeadReader.TryReadStatus(head, out int status, out bool isHttp10))
        {
            return ResponseFault.StatusLine;
        }

        HeadReader reader = new(head, exchange.KeepsHeadersOf(status) ? exchange.Headers : null, exchange.ServerTiming);
        if (reader.Read() is { } fault)
        {
            return fault;
        }

        exchange.Status = status;
        if (status < Informational)
        {
            exchange.Headers.Clear();
            exchange.ServerTiming.ResetWrittenCount();
            return null;
        }

        KeepsAlive = !reader.Closes && (!isHttp10 || reader.KeepsAlive);
        _left = reader.ContentLength;
        _part = reader.IsChunked ? Part.Chunked : reader.ContentLength >= 0 && !reader.IsEncoded ? Part.Counted : Part.UntilClosed;

        // A length beside a transfer coding is a sign of a message put together by others; nothing is to follow it.
        KeepsAlive &= !reader.IsEncoded || reader.ContentLength < 0;
        KeepsAlive &= _part != Part.UntilClosed || _hasNoBody || status is 204 or 304;
        _chunks.Begin();
        return null;
    }
}

/// <summary>Where a parser is.</summary>
internal enum ParseState
{
    /// <summary>More has to come.</summary>
    More,

    /// <summary>The response is whole.</summary>
    Done,

    /// <summary>This is not a response.</summary>
    Broken,
}
