using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Tests.Metrics;

public class MetricFormatTests
{
    [Theory]
    [InlineData(MetricUnit.Milliseconds, 0, "0 ms")]
    [InlineData(MetricUnit.Milliseconds, 0.3456, "0.346 ms")]
    [InlineData(MetricUnit.Milliseconds, 12.345, "12.3 ms")]
    [InlineData(MetricUnit.Milliseconds, 850.4, "850 ms")]
    [InlineData(MetricUnit.Milliseconds, 999.6, "1 s")]
    [InlineData(MetricUnit.Milliseconds, 1200, "1.2 s")]
    [InlineData(MetricUnit.Milliseconds, 150_000, "150 s")]
    [InlineData(MetricUnit.Bytes, 999, "999 B")]
    [InlineData(MetricUnit.Bytes, 170_000, "170 kB")]
    [InlineData(MetricUnit.Bytes, 999_900, "1 MB")]
    [InlineData(MetricUnit.Bytes, 1_530_000, "1.53 MB")]
    [InlineData(MetricUnit.Share, 0.0042, "0.42 %")]
    [InlineData(MetricUnit.Share, 0, "0 %")]
    [InlineData(MetricUnit.Share, -0.12, "-12 %")]
    [InlineData(MetricUnit.PerSecond, 48.31, "48.3/s")]
    [InlineData(MetricUnit.PerSecond, 12_345.6, "12,346/s")]
    [InlineData(MetricUnit.Count, 1_234_567, "1,234,567")]
    [InlineData(MetricUnit.Score, 0.11728, "0.117")]
    [InlineData(MetricUnit.Score, double.NaN, "no data")]
    [InlineData(MetricUnit.Score, 1e-30, "0")]
    [InlineData(MetricUnit.Milliseconds, -1e-30, "0 ms")]
    public void A_number_reads_as_a_person_writes_it(MetricUnit unit, double value, string text) =>
        Assert.Equal(text, MetricFormat.Format(unit, value));

    [Fact]
    public void Numbers_that_differ_can_be_reported_apart()
    {
        int digits = MetricFormat.DistinguishingDigits(MetricUnit.Milliseconds, 2500, 2500.4);
        Assert.Equal("2.5004 s", MetricFormat.Format(MetricUnit.Milliseconds, 2500.4, digits));
        Assert.Equal(3, MetricFormat.DistinguishingDigits(MetricUnit.Milliseconds, 2500, 2500));
    }

    [Fact]
    public void A_missing_number_reads_as_no_data() =>
        Assert.Equal("no data", MetricFormat.Format(MetricUnit.Bytes, MetricReading.None("x")));
}
