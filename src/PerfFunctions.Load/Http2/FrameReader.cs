using System.Buffers;

namespace PerfFunctions.Load.Http2;

/// <summary>Cuts what comes in pieces of any size into whole frames; copies only those that are split.</summary>
internal sealed class FrameReader
{
    private readonly ArrayBufferWriter<byte> _split = new();
    private bool _isHandedOut;

    /// <summary>Whether a frame was longer than this end takes.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>Takes the next frame off a piece; false when it is not whole yet, or too large.</summary>
    /// <param name="piece">What came; what is left of it.</param>
    /// <param name="header">The frame's header.</param>
    /// <param name="payload">What it carries; valid until the next call.</param>
    public bool TryRead(ref ReadOnlySpan<byte> piece, out FrameHeader header, out ReadOnlySpan<byte> payload)
    {
        if (_isHandedOut)
        {
            _split.ResetWrittenCount();
            _isHandedOut = false;
        }

        header = default;
        payload = default;
        if (_split.WrittenCount > 0)
        {
            return TryComplete(ref piece, out header, out payload);
        }

        if (piece.Length >= FrameHeader.Size)
        {
            header = FrameHeader.Read(piece);
            if (IsRefused(header))
            {
                return false;
            }

            if (piece.Length - FrameHeader.Size >= header.Length)
            {
                payload = piece.Slice(FrameHeader.Size, header.Length);
                piece = piece[(FrameHeader.Size + header.Length)..];
                return true;
            }
        }

        Move(ref piece, piece.Length);
        return false;
    }

    private bool TryComplete(ref ReadOnlySpan<byte> piece, out FrameHeader header, out ReadOnlySpan<byte> payload)
    {
        header = default;
        payload = default;
        Move(ref piece, FrameHeader.Size - _split.WrittenCount);
        if (_split.WrittenCount < FrameHeader.Size)
        {
            return false;
        }

        header = FrameHeader.Read(_split.WrittenSpan);
        if (IsRefused(header))
        {
            return false;
        }

        Move(ref piece, FrameHeader.Size + header.Length - _split.WrittenCount);
        if (_split.WrittenCount < FrameHeader.Size + header.Length)
        {
            return false;
        }

        payload = _split.WrittenSpan[FrameHeader.Size..];
        _isHandedOut = true;
        return true;
    }

    private void Move(ref ReadOnlySpan<byte> piece, int most)
    {
        int length = Math.Min(Math.Max(most, 0), piece.Length);
        _split.Write(piece[..length]);
        piece = piece[length..];
    }

    private bool IsRefused(in FrameHeader header) => IsTooLarge = header.Length > FrameHeader.LargestPayload;
}
