using System.Buffers;
using System.Buffers.Binary;

namespace PerfFunctions.Load.Http2;

/// <summary>Frames that are on their way out. Its memory is borrowed, and only for as long as there are any.</summary>
internal sealed class FrameWriter : IDisposable
{
    private const int FirstSize = 4 * 1024;

    private byte[] _bytes = [];
    private int _start;
    private int _end;

    /// <summary>Bytes that wait.</summary>
    public int Count => _end - _start;

    /// <summary>What waits.</summary>
    public ReadOnlyMemory<byte> Waiting => _bytes.AsMemory(_start, Count);

    /// <summary>This many of them are sent.</summary>
    public void Advance(int sent)
    {
        _start += sent;
        if (Count == 0)
        {
            Dispose();
        }
    }

    /// <summary>Adds bytes that are no frame.</summary>
    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Room(bytes.Length));

    /// <summary>Adds a frame.</summary>
    public void Write(FrameType type, FrameFlags flags, int stream, ReadOnlySpan<byte> payload)
    {
        Span<byte> room = Room(FrameHeader.Size + payload.Length);
        new FrameHeader(payload.Length, type, flags, stream).Write(room);
        payload.CopyTo(room[FrameHeader.Size..]);
    }

    /// <summary>Adds a frame that carries numbers.</summary>
    public void Write(FrameType type, int stream, params ReadOnlySpan<int> numbers)
    {
        Span<byte> payload = stackalloc byte[numbers.Length * sizeof(int)];
        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(payload[(i * sizeof(int))..], numbers[i]);
        }

        Write(type, FrameFlags.None, stream, payload);
    }

    /// <summary>Adds the head of a request, in more than one frame where it is long.</summary>
    public void WriteHead(int stream, ReadOnlySpan<byte> block, bool endsStream)
    {
        FrameType type = FrameType.Headers;
        FrameFlags flags = endsStream ? FrameFlags.EndStream : FrameFlags.None;
        for (; block.Length > FrameHeader.LargestPayload; block = block[FrameHeader.LargestPayload..])
        {
            Write(type, flags, stream, block[..FrameHeader.LargestPayload]);
            (type, flags) = (FrameType.Continuation, FrameFlags.None);
        }

        Write(type, flags | FrameFlags.EndHeaders, stream, block);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        (_bytes, _start, _end) = ([], 0, 0);
    }

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - _end < length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstSize, Math.Max(Count * 2, Count + length)));
            Waiting.Span.CopyTo(larger);
            int count = Count;
            Dispose();
            (_bytes, _end) = (larger, count);
        }

        _end += length;
        return _bytes.AsSpan(_end - length, length);
    }
}
