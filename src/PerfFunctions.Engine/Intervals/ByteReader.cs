using System.Buffers.Binary;
using System.Text;

namespace PerfFunctions.Engine.Intervals;

/// <summary>Reads what <see cref="ByteWriter"/> wrote.</summary>
internal ref struct ByteReader(ReadOnlyMemory<byte> bytes)
{
    private const int More = 0x80;
    private const int LongestNumber = 9;

    private readonly ReadOnlyMemory<byte> _bytes = bytes;
    private readonly ReadOnlySpan<byte> _span = bytes.Span;
    private int _at;

    /// <summary>A number from 0.</summary>
    /// <exception cref="InvalidDataException">The bytes end before it does.</exception>
    public long Number()
    {
        // Nearly all are small.
        if (_at < _span.Length && _span[_at] < More)
        {
            return _span[_at++];
        }

        ReadOnlySpan<byte> rest = _span[_at..];
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
    public int Count() => Number() is var count && count <= _bytes.Length - _at ? (int)count : throw Short();

    /// <summary>A text.</summary>
    public string Text() => Encoding.UTF8.GetString(Bytes().Span);

    /// <summary>A text of which there are few different ones: each is made once.</summary>
    public string Key() => Keys.Find(Bytes().Span);

    /// <summary>Bytes.</summary>
    public ReadOnlyMemory<byte> Bytes() => Take(Number());

    private ReadOnlyMemory<byte> Take(long length)
    {
        if (length > _bytes.Length - _at)
        {
            throw Short();
        }

        ReadOnlyMemory<byte> taken = _bytes.Slice(_at, (int)length);
        _at += (int)length;
        return taken;
    }

    private static InvalidDataException Short() => new("These bytes end too early.");
}
