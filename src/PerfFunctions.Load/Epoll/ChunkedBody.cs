using System.Buffers.Text;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Epoll;

/// <summary>Reads a body in chunks, in pieces of any size (RFC 9112 section 7.1).</summary>
internal sealed class ChunkedBody
{
    private const int LongestLine = 4096;

    private readonly byte[] _line = new byte[LongestLine];
    private int _lineLength;
    private long _left;
    private Part _part;

    private enum Part
    {
        Size,
        Data,
        DataEnd,
        Trailer,
    }

    /// <summary>Makes ready for a body.</summary>
    public void Begin()
    {
        _part = Part.Size;
        _lineLength = 0;
    }

    /// <summary>Takes what is this body's of a piece.</summary>
    public ParseState Take(ref ReadOnlySpan<byte> piece, Exchange exchange)
    {
        while (piece.Length > 0)
        {
            if (_part == Part.Data)
            {
                TakeData(ref piece, exchange);
                continue;
            }

            if (!TakeLine(ref piece, out ReadOnlySpan<byte> line))
            {
                return _lineLength == LongestLine ? ParseState.Broken : ParseState.More;
            }

            _lineLength = 0;
            ParseState state = EndLine(line);
            if (state != ParseState.More)
            {
                return state;
            }
        }

        return ParseState.More;
    }

    private ParseState EndLine(ReadOnlySpan<byte> line)
    {
        switch (_part)
        {
            case Part.Size:
                if (!Utf8Parser.TryParse(line, out _left, out int digits, 'x') || digits == 0 || _left < 0 ||
                    (digits < line.Length && line[digits] is not ((byte)';' or (byte)' ' or (byte)'\t')))
                {
                    return ParseState.Broken;
                }

                _part = _left == 0 ? Part.Trailer : Part.Data;
                return ParseState.More;
            case Part.DataEnd:
                _part = Part.Size;
                return line.Length == 0 ? ParseState.More : ParseState.Broken;
            default:
                return line.Length == 0 ? ParseState.Done : ParseState.More;
        }
    }

    private void TakeData(ref ReadOnlySpan<byte> piece, Exchange exchange)
    {
        int mine = (int)Math.Min(_left, piece.Length);
        exchange.Receive(piece[..mine]);
        piece = piece[mine..];
        _left -= mine;
        _part = _left == 0 ? Part.DataEnd : Part.Data;
    }

    // A line without its end; one that is not whole yet is kept.
    private bool TakeLine(ref ReadOnlySpan<byte> piece, out ReadOnlySpan<byte> line)
    {
        int end = piece.IndexOf((byte)'\n');
        int length = Math.Min(end < 0 ? piece.Length : end, LongestLine - _lineLength);
        piece[..length].CopyTo(_line.AsSpan(_lineLength));
        _lineLength += length;
        piece = piece[(end < 0 ? length : Math.Min(length + 1, piece.Length))..];
        line = _line.AsSpan(0, _lineLength);
        line = line.Length > 0 && line[^1] == '\r' ? line[..^1] : line;
        return end >= 0 && _lineLength < LongestLine;
    }
}
