using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace PerfFunctions.Engine.Intervals;

/// <summary>Writes numbers, texts and bytes one after the other.</summary>
internal sealed class ByteWriter
{
    private const int More = 0x80;
    private const int LongestNumber = 10;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>A number from 0, as LEB128.</summary>
    public void Number(long number)
    {
        Span<byte> into = _bytes.GetSpan(LongestNumber);
        int length = 0;
        for (; number >= More; number >>= 7)
        {
            into[length++] = (byte)(number | More);
        }

        into[length] = (byte)number;
        _bytes.Advance(length + 1);
    }

    /// <summary>A number with a fraction.</summary>
    public void Double(double number)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.GetSpan(sizeof(double)), number);
        _bytes.Advance(sizeof(double));
    }

    /// <summary>A text, its length before it.</summary>
    public void Text(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        Number(length);
        _bytes.Advance(Encoding.UTF8.GetBytes(text, _bytes.GetSpan(length)));
    }

    /// <summary>Bytes, their length before them.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Number(bytes.Length);
        _bytes.Write(bytes);
    }

    /// <summary>All that was written.</summary>
    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();
}
