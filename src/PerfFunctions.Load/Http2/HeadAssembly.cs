using System.Buffers;
using PerfFunctions.Engine.Network;

namespace PerfFunctions.Load.Http2;

/// <summary>Puts the header block of a stream together that comes in several frames (RFC 9113 sections 6.2 and 6.10).</summary>
internal sealed class HeadAssembly
{
    private const int Largest = 64 * 1024;
    private const int PriorityLength = 5;

    private readonly ArrayBufferWriter<byte> _block = new();
    private FrameHeader? _begun;

    /// <summary>Whether a frame may not come now: nothing stands between the frames of a block.</summary>
    public bool Forbids(in FrameHeader header) => header.Type == FrameType.Continuation
        ? _begun?.Stream != header.Stream
        : _begun is not null;

    /// <summary>Takes a frame that begins a block or goes on with it; what is wrong with it, null when nothing is.</summary>
    /// <param name="header">The frame; once the block is whole, the one that it began with.</param>
    /// <param name="payload">What the frame carries; once it is whole, the block.</param>
    /// <param name="isWhole">Whether it is.</param>
    public string? Take(ref FrameHeader header, ref ReadOnlySpan<byte> payload, out bool isWhole)
    {
        isWhole = header.Has(FrameFlags.EndHeaders);
        if (header.Type == FrameType.Continuation)
        {
            return GoOn(ref header, ref payload, isWhole);
        }

        if (!TryUnpad(header, ref payload) || (header.Has(FrameFlags.Priority) && payload.Length < PriorityLength))
        {
            return Http2Failure.Protocol;
        }

        payload = header.Has(FrameFlags.Priority) ? payload[PriorityLength..] : payload;
        if (!isWhole)
        {
            _begun = header;
            _block.ResetWrittenCount();
            _block.Write(payload);
        }

        return null;
    }

    /// <summary>Takes the padding off what a frame carries; false where there is less than it says.</summary>
    public static bool TryUnpad(in FrameHeader header, ref ReadOnlySpan<byte> payload)
    {
        if (!header.Has(FrameFlags.Padded))
        {
            return true;
        }

        if (payload.Length == 0 || payload[0] >= payload.Length)
        {
            return false;
        }

        payload = payload[1..^payload[0]];
        return true;
    }

    private string? GoOn(ref FrameHeader header, ref ReadOnlySpan<byte> payload, bool isWhole)
    {
        if (_block.WrittenCount + payload.Length > Largest)
        {
            return ResponseFault.HeadTooLarge;
        }

        // Empty ones would never come to the limit.
        if (!isWhole && payload.Length == 0)
        {
            return Http2Failure.Protocol;
        }

        _block.Write(payload);
        if (isWhole)
        {
            (header, _begun) = (_begun!.Value, null);
            payload = _block.WrittenSpan;
        }

        return null;
    }
}
