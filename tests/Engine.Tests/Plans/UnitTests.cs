using CsCheck;
using PerfFunctions.Engine.Units;

namespace PerfFunctions.Engine.Tests.Plans;

public class UnitTests
{
    [Theory]
    [InlineData("250ms", 250)]
    [InlineData("2s", 2_000)]
    [InlineData("1.5h", 5_400_000)]
    [InlineData("1m30s", 90_000)]
    [InlineData("1h 1m 1s 1ms", 3_661_001)]
    [InlineData("0.5 s", 500)]
    public void Durations_read(string text, double milliseconds)
    {
        Assert.True(Durations.TryParse(text, out TimeSpan duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("1s1m")]
    [InlineData("1s1s")]
    [InlineData("1m30")]
    [InlineData("1.s")]
    [InlineData(".5s")]
    [InlineData("1..5s")]
    [InlineData("1e3s")]
    [InlineData("1d")]
    [InlineData("1S")]
    [InlineData("99999999999999999999h")]
    [InlineData("999999999h")]
    public void What_is_no_duration_is_refused(string text) => Assert.False(Durations.TryParse(text, out _));

    [Theory]
    [InlineData("50/s", 50)]
    [InlineData("3000/m", 50)]
    [InlineData("36/h", 0.01)]
    [InlineData("0.5/s", 0.5)]
    public void Rates_read(string text, double perSecond)
    {
        Assert.True(Rates.TryParse(text, out double rate));
        Assert.Equal(perSecond, rate);
    }

    [Theory]
    [InlineData("50")]
    [InlineData("50/")]
    [InlineData("50 per s")]
    [InlineData("50/d")]
    [InlineData("/s")]
    [InlineData("50/s/s")]
    public void What_is_no_rate_is_refused(string text) => Assert.False(Rates.TryParse(text, out _));

    [Theory]
    [InlineData("100B", 100)]
    [InlineData("170kB", 170_000)]
    [InlineData("1.5MB", 1_500_000)]
    [InlineData("2KiB", 2_048)]
    [InlineData("1MiB", 1_048_576)]
    public void Sizes_read(string text, long bytes)
    {
        Assert.True(Sizes.TryParse(text, out long size));
        Assert.Equal(bytes, size);
    }

    [Theory]
    [InlineData("170")]
    [InlineData("170kb")]
    [InlineData("170KB")]
    [InlineData("99999999999999999GB")]
    public void What_is_no_size_is_refused(string text) => Assert.False(Sizes.TryParse(text, out _));

    [Fact]
    public void Percentages_read_as_the_nearest_share()
    {
        Assert.True(Percents.TryParse("0.5%", out double share));
        Assert.Equal(0.005, share);
        Assert.True(Percents.TryParse("10 %", out share));
        Assert.Equal(0.1, share);
        Assert.False(Percents.TryParse("0.5", out _));
    }

    [Fact]
    public void A_written_duration_reads_as_the_same() => Gen.Long[0, TimeSpan.FromDays(900).Ticks].Sample(ticks =>
        Durations.TryParse(Durations.Format(TimeSpan.FromTicks(ticks)), out TimeSpan read) && read.Ticks == ticks);

    [Fact]
    public void A_written_size_reads_as_the_same() => Gen.Long[0, 100_000_000_000_000].Sample(bytes =>
        Sizes.TryParse(Sizes.Format(bytes), out long read) && read == bytes);

    [Fact]
    public void A_written_rate_or_percentage_reads_as_the_same() => Gen.Int[0, 100_000_000].Sample(thousandths =>
        Rates.TryParse(Rates.Format(thousandths / 1000.0), out double rate) && rate == thousandths / 1000.0 &&
        Percents.TryParse(Percents.Format(thousandths / 1000.0), out double share) && share == thousandths / 1000.0);

    [Fact]
    public void No_text_makes_a_reader_throw() => Gen.String["0123456789.msh/%kMKiBG -+e"].Sample(text =>
    {
        _ = Durations.TryParse(text, out _) | Rates.TryParse(text, out _) | Sizes.TryParse(text, out _) | Percents.TryParse(text, out _);
    });

    [Theory]
    [InlineData("1.6Mbit/s", 200_000)]
    [InlineData(" 750 kbit/s ", 93_750)]
    [InlineData("8bit/s", 1)]
    [InlineData("1Gbit/s", 125_000_000)]
    public void A_bit_rate_is_read_in_bytes_and_written_back(string text, double bytes)
    {
        Assert.True(BitRates.TryParse(text, out double parsed));
        Assert.Equal(bytes, parsed);
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), BitRates.Format(parsed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("750")]
    [InlineData("750kbit")]
    [InlineData("750kB/s")]
    [InlineData("750kbits/s")]
    [InlineData("-1kbit/s")]
    [InlineData("1kbit/s/s")]
    public void A_bit_rate_needs_its_unit(string text) => Assert.False(BitRates.TryParse(text, out _));
}
