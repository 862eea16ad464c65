using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace PerfFunctions.Engine.Histograms;

/// <summary>
/// The HdrHistogram V2 compressed format: a cookie and a length, then a zlib stream of a header of 40 bytes and the counts
/// of the slots in turn, as zigzag LEB128 numbers of which a negative one stands for that many empty slots.
/// </summary>
internal static class EncodedHistogram
{
    private const uint CompressedCookie = 0x1C849314;
    private const uint Cookie = 0x1C849313;
    private const int OuterLength = 8;
    private const int HeaderLength = 40;
    private const int MaxLength = 1 << 20;

    /// <summary>Writes counts from the first slot to the last one that has any.</summary>
    public static byte[] Write(ReadOnlySpan<long> counts)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(HeaderLength + (counts.Length * Leb128.MaxLength));
        try
        {
            int length = WriteCounts(counts, buffer.AsSpan(HeaderLength));
            WriteHeader(buffer, length);
            return Compress(buffer.AsSpan(0, HeaderLength + length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Passes each slot that has a count, with the count.</summary>
    /// <exception cref="InvalidDataException">The bytes are something else, or of another shape.</exception>
    public static void Read(ReadOnlyMemory<byte> encoded, Action<int, long> record)
    {
        if (encoded.Length < OuterLength || BinaryPrimitives.ReadUInt32BigEndian(encoded.Span) != CompressedCookie)
        {
            throw new InvalidDataException("These bytes are not a compressed histogram.");
        }

        using var stream = new ZLibStream(Stream(encoded[OuterLength..]), CompressionMode.Decompress);
        Span<byte> header = stackalloc byte[HeaderLength];
        ReadWhole(stream, header);
        int length = CheckedLength(header);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            ReadWhole(stream, buffer.AsSpan(0, length));
            ReadCounts(buffer.AsSpan(0, length), record);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static int WriteCounts(ReadOnlySpan<long> counts, Span<byte> into)
    {
        int length = 0;
        for (int slot = 0; slot < counts.Length;)
        {
            int empty = counts[slot..].IndexOfAnyExcept(0);
            length += Leb128.Write(into[length..], empty > 1 ? -empty : counts[slot]);
            slot += Math.Max(1, empty);
        }

        return length;
    }

    private static void ReadCounts(ReadOnlySpan<byte> rest, Action<int, long> record)
    {
        long slot = 0;
        while (rest.Length > 0)
        {
            long count = Leb128.Read(ref rest);
            if (count > 0)
            {
                record(slot < LatencySlots.Count ? (int)slot : throw OtherShape(), count);
            }

            slot += count < 0 ? Math.Min(-count, LatencySlots.Count) : 1;
        }
    }

    private static void WriteHeader(Span<byte> header, int length)
    {
        BinaryPrimitives.WriteUInt32BigEndian(header, Cookie);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], length);
        BinaryPrimitives.WriteInt32BigEndian(header[8..], 0);
        BinaryPrimitives.WriteInt32BigEndian(header[12..], LatencySlots.Digits);
        BinaryPrimitives.WriteInt64BigEndian(header[16..], 1);
        BinaryPrimitives.WriteInt64BigEndian(header[24..], LatencySlots.Highest);
        BinaryPrimitives.WriteDoubleBigEndian(header[32..], 1);
    }

    private static byte[] Compress(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        packed.Write(stackalloc byte[OuterLength]);
        using (var stream = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(bytes);
        }

        byte[] encoded = packed.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(encoded, CompressedCookie);
        BinaryPrimitives.WriteInt32BigEndian(encoded.AsSpan(4), encoded.Length - OuterLength);
        return encoded;
    }

    // After the counts there is space that another writer did not use.
    private static void ReadWhole(ZLibStream stream, Span<byte> into)
    {
        if (stream.ReadAtLeast(into, into.Length, throwOnEndOfStream: false) < into.Length)
        {
            throw new InvalidDataException("This histogram ends too early.");
        }
    }

    private static int CheckedLength(ReadOnlySpan<byte> header)
    {
        int length = BinaryPrimitives.ReadInt32BigEndian(header[4..]);
        return BinaryPrimitives.ReadUInt32BigEndian(header) == Cookie &&
            length is >= 0 and < MaxLength &&
            BinaryPrimitives.ReadInt32BigEndian(header[12..]) == LatencySlots.Digits &&
            BinaryPrimitives.ReadInt64BigEndian(header[16..]) == 1 &&
            BinaryPrimitives.ReadInt64BigEndian(header[24..]) == LatencySlots.Highest
            ? length
            : throw OtherShape();
    }

    private static MemoryStream Stream(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> array) ? new(array.Array!, array.Offset, array.Count) : new(bytes.ToArray());

    /// <summary>The bytes are a histogram, but not of this shape.</summary>
    public static InvalidDataException OtherShape() => new("This histogram does not have the shape of latency histograms.");
}
