namespace PerfFunctions.Engine.Histograms;

/// <summary>Zigzag LEB128 numbers, as HdrHistogram writes them: seven bits a byte, the lowest first; a ninth byte has eight.</summary>
internal static class Leb128
{
    /// <summary>Most bytes of a number.</summary>
    public const int MaxLength = 9;

    private const int More = 0x80;

    /// <summary>Writes a number.</summary>
    /// <returns>How many bytes it took.</returns>
    public static int Write(Span<byte> into, long number)
    {
        ulong rest = (ulong)((number << 1) ^ (number >> 63));
        int length = 0;
        for (; rest >= More && length < MaxLength - 1; rest >>= 7)
        {
            into[length++] = (byte)(rest | More);
        }

        into[length] = (byte)rest;
        return length + 1;
    }

    /// <summary>Reads a number, and leaves what follows it.</summary>
    /// <exception cref="InvalidDataException">It ends too early.</exception>
    public static long Read(ref ReadOnlySpan<byte> from)
    {
        ulong number = 0;
        for (int read = 0; read < from.Length; read++)
        {
            bool isNinth = read == MaxLength - 1;
            byte next = from[read];
            number |= (ulong)(isNinth ? next : next & (More - 1)) << (7 * read);
            if (isNinth || next < More)
            {
                from = from[(read + 1)..];
                return (long)(number >> 1) ^ -(long)(number & 1);
            }
        }

        throw new InvalidDataException("This histogram ends too early.");
    }
}
