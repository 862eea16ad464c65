using System.Buffers.Binary;
using PerfFunctions.Engine.Network;

namespace PerfFunctions.Load.Http2;

/// <summary>What the server allows on a connection (RFC 9113 section 6.5).</summary>
internal sealed class PeerSettings
{
    private const int Entry = 6;

    private const int LargestFrame = (1 << 24) - 1;

    // As many as are asked for at once, where the server sets no limit.
    private const int ManyStreams = 1000;

    /// <summary>Streams that may be open at once: one until the server has said how many.</summary>
    public int MaxStreams { get; private set; } = 1;

    /// <summary>Bytes that a new stream may send before it is allowed more.</summary>
    public int InitialWindow { get; private set; } = 65_535;

    /// <summary>Takes what a frame says; what is wrong with it, null when nothing is.</summary>
    /// <param name="payload">The frame's payload.</param>
    /// <param name="isFirst">Whether it is the first: what it does not limit has no limit.</param>
    public string? Take(ReadOnlySpan<byte> payload, bool isFirst)
    {
        if (payload.Length % Entry != 0)
        {
            return Http2Failure.FrameSize;
        }

        MaxStreams = isFirst ? ManyStreams : MaxStreams;
        for (; payload.Length > 0; payload = payload[Entry..])
        {
            uint value = BinaryPrimitives.ReadUInt32BigEndian(payload[2..]);
            switch (BinaryPrimitives.ReadUInt16BigEndian(payload))
            {
                case 3:
                    MaxStreams = (int)Math.Min(value, ManyStreams);
                    break;
                case 4 when value > int.MaxValue:
                    return Http2Failure.FlowControl;
                case 4:
                    InitialWindow = (int)value;
                    break;
                case 5 when value is < FrameHeader.LargestPayload or > LargestFrame:
                    return Http2Failure.Protocol;
            }
        }

        return null;
    }
}
