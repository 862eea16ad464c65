namespace PerfFunctions.Load.Http2;

/// <summary>
/// The code of texts in header blocks (RFC 7541 appendix B). It is canonical: codes of a length follow each other in the order of
/// their bytes, so the lengths say all.
/// </summary>
internal static class HuffmanCode
{
    private const int Shortest = 5;
    private const int Longest = 30;
    private const int EndOfText = 256;
    private const int LongestPadding = 7;

    // Byte values with codes of each length, in order.
    private static readonly byte[][] Bytes = new byte[Longest + 1][];

    // The first code of each length, and the first beyond it, moved to the left end of 32 bits.
    private static readonly uint[] First = new uint[Longest + 1];
    private static readonly ulong[] Beyond = new ulong[Longest + 1];

    static HuffmanCode()
    {
        ulong next = 0;
        for (int length = 1; length <= Longest; length++)
        {
            // The end of a text is no byte: it is last of the longest codes, and stands in no text.
            Bytes[length] = [.. Enumerable.Range(0, EndOfText).Where(value => Lengths[value] == length).Select(value => (byte)value)];
            First[length] = (uint)next;
            next += (ulong)Bytes[length].Length << (32 - length);
            Beyond[length] = next;
        }
    }

    // Of each byte value.
    private static ReadOnlySpan<byte> Lengths =>
    [
        13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28,
        6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
        13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
        15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28,
        20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24,
        22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23,
        26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27,
        20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
    ];

    /// <summary>Bytes that a coded text may have at most.</summary>
    public static int MaxLength(int coded) => coded * 8 / Shortest;

    /// <summary>Decodes a text.</summary>
    /// <param name="coded">The code.</param>
    /// <param name="text">Where to put it; at least <see cref="MaxLength"/> bytes.</param>
    /// <returns>Its length; -1 when that is not the code of a text.</returns>
    public static int Decode(ReadOnlySpan<byte> coded, Span<byte> text)
    {
        ulong bits = 0;
        int count = 0;
        int written = 0;
        int next = 0;
        while (true)
        {
            while (count <= 32 && next < coded.Length)
            {
                bits |= (ulong)coded[next++] << (56 - count);
                count += 8;
            }

            int length = LengthOf((uint)(bits >> 32));
            if (length == 0 || length > count)
            {
                return IsPadding(bits, count) ? written : -1;
            }

            text[written++] = Bytes[length][(int)(((uint)(bits >> 32) - First[length]) >> (32 - length))];
            bits <<= length;
            count -= length;
        }
    }

    // 0 for what begins no code of a byte.
    private static int LengthOf(uint bits)
    {
        for (int length = Shortest; length <= Longest; length++)
        {
            if (bits < Beyond[length])
            {
                return length;
            }
        }

        return 0;
    }

    // A text ends with ones up to the next whole byte.
    private static bool IsPadding(ulong bits, int count) =>
        count <= LongestPadding && bits >> (63 - count) >> 1 == (1UL << count) - 1;
}
