using System.Buffers.Binary;

namespace PerfFunctions.Load.Http2;

/// <summary>Kinds of frames (RFC 9113 section 6).</summary>
internal enum FrameType : byte
{
    Data,
    Headers,
    Priority,
    ResetStream,
    Settings,
    PushPromise,
    Ping,
    GoAway,
    WindowUpdate,
    Continuation,
}

/// <summary>Flags of frames; what one means depends on the frame's type.</summary>
[Flags]
internal enum FrameFlags : byte
{
    None = 0,
    EndStream = 0x1,
    EndHeaders = 0x4,
    Padded = 0x8,
    Priority = 0x20,
}

/// <summary>The nine bytes that each frame begins with.</summary>
/// <param name="Length">Bytes that follow.</param>
/// <param name="Type">Its type, which may be unknown.</param>
/// <param name="Flags">Its flags.</param>
/// <param name="Stream">Its stream; 0 for the connection.</param>
internal readonly record struct FrameHeader(int Length, FrameType Type, FrameFlags Flags, int Stream)
{
    /// <summary>Bytes of a header.</summary>
    public const int Size = 9;

    /// <summary>Bytes that a frame may carry, unless the other end takes more.</summary>
    public const int LargestPayload = 16 * 1024;

    /// <summary>The flag by which settings and pings are answered.</summary>
    public const FrameFlags Acknowledgement = FrameFlags.EndStream;

    private const uint StreamBits = int.MaxValue;

    /// <summary>Reads one.</summary>
    public static FrameHeader Read(ReadOnlySpan<byte> bytes) => new(
        (bytes[0] << 16) | (bytes[1] << 8) | bytes[2],
        (FrameType)bytes[3],
        (FrameFlags)bytes[4],
        (int)(BinaryPrimitives.ReadUInt32BigEndian(bytes[5..]) & StreamBits));

    /// <summary>Writes it.</summary>
    public void Write(Span<byte> bytes)
    {
        bytes[0] = (byte)(Length >> 16);
        bytes[1] = (byte)(Length >> 8);
        bytes[2] = (byte)Length;
        bytes[3] = (byte)Type;
        bytes[4] = (byte)Flags;
        BinaryPrimitives.WriteInt32BigEndian(bytes[5..], Stream);
    }

    /// <summary>Whether it answers settings or a ping.</summary>
    public bool IsAcknowledgement => Has(Acknowledgement);

    /// <summary>Whether a flag is set.</summary>
    public bool Has(FrameFlags flag) => (Flags & flag) != 0;
}
