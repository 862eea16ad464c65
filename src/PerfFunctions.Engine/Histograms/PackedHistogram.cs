namespace PerfFunctions.Engine.Histograms;

/// <summary>
/// Counts of a histogram as they are written each second: a marker, one more than the last slot, then of each slot that has a count
/// how many slots it lies behind the one before, and the count; unsigned LEB128 numbers. A tenth of the work of
/// <see cref="EncodedHistogram"/>, which any HdrHistogram tool can read.
/// </summary>
internal static class PackedHistogram
{
    /// <summary>The first byte.</summary>
    public const byte Marker = 0x01;

    private const int More = 0x80;

    // A slot and a count, at most nine bytes each, and the head.
    private const int MaxPair = 18;

    /// <summary>Writes counts, of which the last is not zero.</summary>
    public static byte[] Write(ReadOnlySpan<long> counts)
    {
        byte[] into = System.Buffers.ArrayPool<byte>.Shared.Rent(MaxPair * (counts.Length - counts.Count(0L) + 1));
        try
        {
            into[0] = Marker;
            int length = 1 + Write(into.AsSpan(1), counts.Length);
            int last = 0;
            int behind = 0;
            for (int next; (next = counts[behind..].IndexOfAnyExcept(0L)) >= 0; behind = last + 1)
            {
                int slot = behind + next;
                length += Write(into.AsSpan(length), slot - last);
                length += Write(into.AsSpan(length), counts[slot]);
                last = slot;
            }

            return into.AsSpan(0, length).ToArray();
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(into);
        }
    }

    /// <summary>Reads a number, and leaves what follows it.</summary>
    /// <exception cref="InvalidDataException">It ends too early, or is too long.</exception>
    public static long Read(ref ReadOnlySpan<byte> from)
    {
        // Nearly all are small.
        if (from.Length > 0 && from[0] < More)
        {
            byte small = from[0];
            from = from[1..];
            return small;
        }

        return ReadLong(ref from);
    }

    private static long ReadLong(ref ReadOnlySpan<byte> from)
    {
        long number = 0;
        for (int i = 0; i < from.Length && i < 9; i++)
        {
            byte next = from[i];
            number |= (long)(next & (More - 1)) << (7 * i);
            if (next < More)
            {
                from = from[(i + 1)..];
                return number;
            }
        }

        throw new InvalidDataException("This histogram ends too early.");
    }

    private static int Write(Span<byte> into, long number)
    {
        int length = 0;
        for (; number >= More; number >>= 7)
        {
            into[length++] = (byte)(number | More);
        }

        into[length] = (byte)number;
        return length + 1;
    }
}
