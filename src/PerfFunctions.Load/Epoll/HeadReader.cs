using System.Buffers;
using System.Buffers.Text;
using System.Text;
using PerfFunctions.Engine.Network;

namespace PerfFunctions.Load.Epoll;

/// <summary>Reads the lines of a response's head (RFC 9112 sections 2.2 to 6.3): lines may end with LF alone, and be folded.</summary>
/// <param name="head">Status line and header lines, each with its end.</param>
/// <param name="headers">Where to put all headers; null to look at those that frame the message only.</param>
/// <param name="serverTiming">Where to put <c>Server-Timing</c>.</param>
internal ref struct HeadReader(ReadOnlySpan<byte> head, List<KeyValuePair<string, string>>? headers, ArrayBufferWriter<byte> serverTiming)
{
    private const int StatusLineLength = 12;

    private readonly ReadOnlySpan<byte> _head = head;

    /// <summary>Content-Length; -1 when there is none.</summary>
    public long ContentLength { get; private set; } = -1;

    public bool IsChunked { get; private set; }

    /// <summary>Whether a transfer coding is named: it, not a length, says where the body ends.</summary>
    public bool IsEncoded { get; private set; }

    public bool Closes { get; private set; }

    public bool KeepsAlive { get; private set; }

    /// <summary>How long a head is with the empty line at its end; -1 when that has not come.</summary>
    public static int EndOf(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (true)
        {
            int end = bytes[at..].IndexOf((byte)'\n');
            if (end < 0)
            {
                return -1;
            }

            at += end + 1;
            ReadOnlySpan<byte> next = bytes[at..];
            if (next.StartsWith("\r\n"u8) || next.StartsWith("\n"u8))
            {
                return at + (next[0] == '\r' ? 2 : 1);
            }
        }
    }

    /// <summary>Reads <c>HTTP/1.1 200 OK</c>.</summary>
    public static bool TryReadStatus(ReadOnlySpan<byte> head, out int status, out bool isHttp10)
    {
        status = 0;
        isHttp10 = head.StartsWith("HTTP/1.0 "u8);
        return (isHttp10 || head.StartsWith("HTTP/1.1 "u8)) && head.Length >= StatusLineLength &&
            Utf8Parser.TryParse(head.Slice(9, 3), out status, out int digits) && digits == 3 && status >= 100;
    }

    /// <summary>Reads the header lines; what is wrong with one, null when nothing is.</summary>
    public string? Read()
    {
        ReadOnlySpan<byte> rest = _head[(_head.IndexOf((byte)'\n') + 1)..];
        while (TakeLine(ref rest, out ReadOnlySpan<byte> line))
        {
            int colon = line.IndexOf((byte)':');
            ReadOnlySpan<byte> name = line[..Math.Max(0, colon)].TrimEnd(" \t"u8);
            if (name.IsEmpty || line[0] is (byte)' ' or (byte)'\t')
            {
                return ResponseFault.HeaderLine;
            }

            if (Take(name, line[(colon + 1)..].Trim(" \t"u8)) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    // A line with those that continue it; false at the end of the head.
    private static bool TakeLine(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> line)
    {
        int end = rest.IndexOf((byte)'\n');
        line = rest[..Math.Max(0, end)].TrimEnd((byte)'\r');
        if (line.IsEmpty)
        {
            return false;
        }

        rest = rest[(end + 1)..];
        while (rest.Length > 0 && rest[0] is (byte)' ' or (byte)'\t')
        {
            end = rest.IndexOf((byte)'\n');
            line = (byte[])[.. line, (byte)' ', .. rest[..end].TrimEnd((byte)'\r').Trim(" \t"u8)];
            rest = rest[(end + 1)..];
        }

        return true;
    }

    private string? Take(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value)
    {
        headers?.Add(new(Encoding.Latin1.GetString(name), Encoding.Latin1.GetString(value)));
        switch (name.Length)
        {
            case 14 when Ascii.EqualsIgnoreCase(name, "content-length"u8):
                return TakeLength(value);
            case 13 when Ascii.EqualsIgnoreCase(name, "server-timing"u8):
                serverTiming.Write(value);
                serverTiming.Write(","u8);
                break;
            case 17 when Ascii.EqualsIgnoreCase(name, "transfer-encoding"u8):
                IsEncoded = true;
                IsChunked = Ascii.EqualsIgnoreCase(value[(value.LastIndexOf((byte)',') + 1)..].Trim(" \t"u8), "chunked"u8);
                break;
            case 10 when Ascii.EqualsIgnoreCase(name, "connection"u8):
                foreach (Range option in value.Split((byte)','))
                {
                    ReadOnlySpan<byte> word = value[option].Trim(" \t"u8);
                    Closes |= Ascii.EqualsIgnoreCase(word, "close"u8);
                    KeepsAlive |= Ascii.EqualsIgnoreCase(word, "keep-alive"u8);
                }

                break;
        }

        return null;
    }

    // Said twice it is one length, in one line or in two; two lengths say nothing.
    private string? TakeLength(scoped ReadOnlySpan<byte> value)
    {
        foreach (Range part in value.Split((byte)','))
        {
            ReadOnlySpan<byte> text = value[part].Trim(" \t"u8);
            if (!Utf8Parser.TryParse(text, out long length, out int digits) || digits != text.Length || length < 0 || text[0] == '+')
            {
                return ResponseFault.ContentLength;
            }

            if (ContentLength >= 0 && ContentLength != length)
            {
                return ResponseFault.TwoLengths;
            }

            ContentLength = length;
        }

        return null;
    }
}
