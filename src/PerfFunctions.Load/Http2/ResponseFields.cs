using System.Buffers;
using System.Buffers.Text;
using System.Text;
using PerfFunctions.Engine.Network;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Http2;

/// <summary>Reads the head of a response out of its header block (RFC 9113 section 8.3.2).</summary>
internal static class ResponseFields
{
    // The longest name that is looked at for what it is.
    private const int LongestKnownName = 16;
    private const int RoomForName = 64;

    /// <summary>Reads it into an exchange; what is wrong with it, null when nothing is.</summary>
    public static string? Read(ReadOnlySpan<byte> block, Exchange exchange)
    {
        HeaderBlockReader fields = new(block);
        if (!fields.TryRead(out HeaderText first, out HeaderText code) || !TryReadStatus(first, code, out int status))
        {
            return fields.IsBroken ? Http2Failure.Compression : ResponseFault.StatusLine;
        }

        exchange.Status = status;
        bool keeps = exchange.KeepsHeadersOf(status);
        long length = -1;
        Span<byte> room = stackalloc byte[RoomForName];
        while (fields.TryRead(out HeaderText name, out HeaderText value))
        {
            string? fault = keeps ? Keep(exchange, name, value, ref length) : Look(exchange, name, value, room, ref length);
            if (fault is not null)
            {
                return fault;
            }
        }

        return fields.IsBroken ? Http2Failure.Compression : null;
    }

    private static bool TryReadStatus(HeaderText name, HeaderText value, out int status)
    {
        status = 0;
        Span<byte> room = stackalloc byte[RoomForName];
        return name.MaxLength <= LongestKnownName && value.MaxLength <= LongestKnownName
            && name.TryRead(room, out ReadOnlySpan<byte> text) && text.SequenceEqual(":status"u8)
            && value.TryRead(room, out text) && text.Length == 3
            && Utf8Parser.TryParse(text, out status, out int digits) && digits == 3 && status >= 100;
    }

    // Most fields are not even decoded.
    private static string? Look(Exchange exchange, HeaderText name, HeaderText value, Span<byte> room, ref long length)
    {
        if (name.MaxLength > RoomForName)
        {
            return null;
        }

        if (!name.TryRead(room, out ReadOnlySpan<byte> text))
        {
            return Http2Failure.Compression;
        }

        return IsLookedAt(text) ? Keep(exchange, name, value, ref length, isListed: false) : null;
    }

    private static bool IsLookedAt(ReadOnlySpan<byte> name) =>
        name.IsEmpty || name[0] == ':' || name.SequenceEqual("content-length"u8) || name.SequenceEqual("server-timing"u8);

    private static string? Keep(Exchange exchange, HeaderText name, HeaderText value, ref long length, bool isListed = true)
    {
        byte[] room = ArrayPool<byte>.Shared.Rent(name.MaxLength + value.MaxLength);
        try
        {
            return name.TryRead(room, out ReadOnlySpan<byte> known) && value.TryRead(room.AsSpan(name.MaxLength), out ReadOnlySpan<byte> text)
                ? Take(exchange, known, text, ref length, isListed)
                : Http2Failure.Compression;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }

    private static string? Take(Exchange exchange, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ref long length, bool isListed)
    {
        if (name.IsEmpty || name[0] == ':')
        {
            return ResponseFault.HeaderLine;
        }

        if (isListed)
        {
            exchange.Headers.Add(new(Encoding.Latin1.GetString(name), Encoding.Latin1.GetString(value)));
        }

        if (name.SequenceEqual("server-timing"u8))
        {
            exchange.ServerTiming.Write(value);
            exchange.ServerTiming.Write(","u8);
        }

        return name.SequenceEqual("content-length"u8) ? TakeLength(value, ref length) : null;
    }

    private static string? TakeLength(ReadOnlySpan<byte> value, ref long length)
    {
        if (!Utf8Parser.TryParse(value, out long said, out int digits) || digits != value.Length || said < 0)
        {
            return ResponseFault.ContentLength;
        }

        bool isOther = length >= 0 && length != said;
        length = said;
        return isOther ? ResponseFault.TwoLengths : null;
    }
}
