using System.Buffers;
using System.Text;
using PerfFunctions.Engine.Network;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Streams;

namespace PerfFunctions.Load.Events;

/// <summary>
/// Reads server-sent events (WHATWG HTML, section 9.2.6) from a stream of bytes: lines end with CR, LF or both, an empty one ends
/// an event, and one without data is none. An event is bounded like any message.
/// </summary>
/// <param name="stream">The body of the response.</param>
/// <param name="clock">The run's clock.</param>
internal sealed class EventReader(Stream stream, RunClock clock)
{
    private const int BufferSize = 4 * 1024;

    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly ArrayBufferWriter<byte> _data = new();
    private int _at;
    private int _length;
    private bool _isAfterReturn;
    private bool _isFirstLine = true;
    private bool _hasData;
    private string? _type;

    /// <summary>The next event; null at the end of the stream.</summary>
    /// <exception cref="ResponseRefusedException">An event is too large.</exception>
    public async Task<ReceivedMessage?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            while (_at < _length)
            {
                if (TakeLine() && EndOfLine() is { } whole)
                {
                    return whole;
                }
            }

            (_at, _length) = (0, await stream.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false));
            if (_length == 0)
            {
                return null;
            }
        }
    }

    // True when a line has ended.
    private bool TakeLine()
    {
        ReadOnlySpan<byte> rest = _buffer.AsSpan(_at, _length - _at);
        if (_isAfterReturn && rest[0] == '\n')
        {
            _isAfterReturn = false;
            _at++;
            return false;
        }

        _isAfterReturn = false;
        int end = rest.IndexOfAny((byte)'\r', (byte)'\n');
        _line.Write(end < 0 ? rest : rest[..end]);
        if (_line.WrittenCount + _data.WrittenCount > MessageStream.MaxMessage)
        {
            throw new ResponseRefusedException(MessageStream.TooLarge);
        }

        _at += end < 0 ? rest.Length : end + 1;
        _isAfterReturn = end >= 0 && rest[end] == '\r';
        return end >= 0;
    }

    private ReceivedMessage? EndOfLine()
    {
        ReadOnlySpan<byte> line = _line.WrittenSpan;
        line = _isFirstLine && line.StartsWith(Encoding.UTF8.Preamble) ? line[Encoding.UTF8.Preamble.Length..] : line;
        _isFirstLine = false;
        ReceivedMessage? whole = line.IsEmpty ? EndOfEvent() : null;
        int colon = line.IndexOf((byte)':');
        ReadOnlySpan<byte> field = colon < 0 ? line : line[..colon];
        ReadOnlySpan<byte> value = colon < 0 ? [] : line[(colon + 1)..];
        value = value is [(byte)' ', ..] ? value[1..] : value;
        if (field.SequenceEqual("data"u8))
        {
            if (_hasData)
            {
                _data.Write("\n"u8);
            }

            _data.Write(value);
            _hasData = true;
        }
        else if (field.SequenceEqual("event"u8))
        {
            _type = value.IsEmpty ? null : Encoding.UTF8.GetString(value);
        }

        _line.ResetWrittenCount();
        return whole;
    }

    private ReceivedMessage? EndOfEvent()
    {
        ReceivedMessage? whole = _hasData
            ? new ReceivedMessage(_data.WrittenSpan.ToArray(), clock.Elapsed) { Type = _type ?? ReceivedMessage.DefaultType }
            : null;
        _data.ResetWrittenCount();
        (_hasData, _type) = (false, null);
        return whole;
    }
}
