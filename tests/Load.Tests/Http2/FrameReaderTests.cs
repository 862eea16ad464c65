using PerfFunctions.Load.Http2;

namespace PerfFunctions.Load.Tests.Http2;

/// <summary>Frames out of pieces.</summary>
public sealed class FrameReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(13)]
    [InlineData(50_000)]
    public void Frames_are_the_same_however_they_are_cut(int size)
    {
        using FrameWriter writer = new();
        writer.Write(FrameType.Settings, FrameFlags.None, 0, []);
        writer.Write(FrameType.Data, FrameFlags.EndStream, 1, new byte[16_384]);
        writer.Write(FrameType.WindowUpdate, int.MaxValue, 7);
        writer.Write(FrameType.Ping, FrameHeader.Acknowledgement, 0, [1, 2, 3, 4, 5, 6, 7, 8]);
        byte[] bytes = writer.Waiting.ToArray();

        FrameReader reader = new();
        List<string> frames = [];
        for (int at = 0; at < bytes.Length; at += size)
        {
            ReadOnlySpan<byte> piece = bytes.AsSpan(at, Math.Min(size, bytes.Length - at));
            while (reader.TryRead(ref piece, out FrameHeader header, out ReadOnlySpan<byte> payload))
            {
                Assert.Equal(header.Length, payload.Length);
                frames.Add($"{header.Type} {header.Flags} {header.Stream} {payload.Length}");
            }
        }

        Assert.Equal(
            ["Settings None 0 0", "Data EndStream 1 16384", $"WindowUpdate None {int.MaxValue} 4", "Ping EndStream 0 8"], frames);
        Assert.False(reader.IsTooLarge);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(20)]
    public void A_frame_that_is_longer_than_was_agreed_is_not_waited_for(int size)
    {
        byte[] bytes = new byte[20];
        new FrameHeader(16_385, FrameType.Data, FrameFlags.None, 1).Write(bytes);
        FrameReader reader = new();

        for (int at = 0; at < bytes.Length && !reader.IsTooLarge; at += size)
        {
            ReadOnlySpan<byte> piece = bytes.AsSpan(at, size);
            Assert.False(reader.TryRead(ref piece, out _, out _));
        }

        Assert.True(reader.IsTooLarge);
    }
}
