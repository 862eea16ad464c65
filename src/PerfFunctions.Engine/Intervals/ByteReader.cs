using System.Buffers.Binary;
using System.Text;

namespace PerfFunctions.Engine.Intervals;

/// <summary>Reads what <see cref="ByteWriter"/> wrote.</summary>
internal sealed class ByteReader(ReadOnlyMemory<byte> bytes)
{
    private const int More = 0x80;
    private const int LongestNumber = 9;

    private int _at;

    /// <summary>A number from 0.</summary>
    /// <exception cref="InvalidDataException">The bytes end before it does.</exception>
    public long Number()
    {
        ReadOnlySpan<byte> rest = bytes.Span[_at..];
        long number = 0;
        for (int i = 0; i < rest.Length && i < LongestNumber; i++)
        {
            number |= (long)(rest[i] & (More - 1)) << (7 * i);
            if (rest[i] < More)
            {
                _at += i + 1;
                return number;
            }
        }

        throw Short();
    }

    /// <summary>A number with a fraction.</summary>
    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)).Span);

    /// <summary>A number of things that follow, each of which takes a byte at least.</summary>
    /// <exception cref="InvalidDataException">The bytes are not so many.</exception>
    public int Count() => Number() is var count && count <= bytes.Length - _at ? (int)count : throw Short();

    /// <summary>A text.</summary>
    public string Text() => Encoding.UTF8.GetString(Bytes().Span);

    /// <summary>A text of which there are few different ones: each is made once.</summary>
    public string Key() => Keys.Find(Bytes().Span);

    /// <summary>Bytes.</summary>
    public ReadOnlyMemory<byte> Bytes() => Take(Number());

    private ReadOnlyMemory<byte> Take(long length)
    {
        if (length > bytes.Length - _at)
        {
            throw Short();
        }

        ReadOnlyMemory<byte> taken = bytes.Slice(_at, (int)length);
        _at += (int)length;
        return taken;
    }

    private static InvalidDataException Short() => new("These bytes end too early.");
}
