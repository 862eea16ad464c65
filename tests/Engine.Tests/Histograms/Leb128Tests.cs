using CsCheck;
using PerfFunctions.Engine.Histograms;

namespace PerfFunctions.Engine.Tests.Histograms;

public sealed class Leb128Tests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(63, 1)]
    [InlineData(64, 2)]
    [InlineData(-23_552, 3)]
    [InlineData((1L << 55) - 1, 8)]
    [InlineData(1L << 55, 9)]
    [InlineData(long.MaxValue, 9)]
    [InlineData(long.MinValue, 9)]
    public void A_number_takes_as_few_bytes_as_it_can(long number, int length) => Assert.Equal(length, Leb128.Write(new byte[9], number));

    [Fact]
    public void What_is_written_is_read_again_and_what_follows_is_left() =>
        Gen.Long.Select(Gen.Int[0, 63], (number, shift) => number >> shift).Array[1, 20].Sample(numbers =>
        {
            byte[] room = new byte[numbers.Length * Leb128.MaxLength];
            int length = numbers.Aggregate(0, (at, number) => at + Leb128.Write(room.AsSpan(at), number));

            ReadOnlySpan<byte> rest = room.AsSpan(0, length);
            List<long> read = [];
            while (rest.Length > 0)
            {
                read.Add(Leb128.Read(ref rest));
            }

            Assert.Equal(numbers, read);
        });

    [Fact]
    public void A_number_that_ends_too_early_is_refused() => Assert.Throws<InvalidDataException>(() =>
    {
        ReadOnlySpan<byte> cut = [0x80, 0x80];
        Leb128.Read(ref cut);
    });
}
