using CsCheck;
using PerfFunctions.Engine.Measurements;

namespace PerfFunctions.Engine.Tests.Measurements;

public sealed class LatencyHistogramTests
{
    private static readonly Gen<TimeSpan[]> Latencies = Gen.Double[0.001, 100_000].Select(TimeSpan.FromMilliseconds).Array[1, 200];

    [Fact]
    public void What_is_encoded_is_read_again_with_three_digits() => Latencies.Sample(latencies =>
    {
        LatencyHistogram histogram = Of(latencies);
        LatencyHistogram read = LatencyHistogram.Decode(histogram.Encode());

        Assert.Equal(latencies.Length, read.Count);
        Assert.Equal(histogram.Encode(), read.Encode());
        double longest = latencies.Max().TotalMilliseconds;
        Assert.InRange(read.MaxMs, (longest * 0.999) - 0.001, (longest * 1.001) + 0.001);
    });

    [Fact]
    public void No_percentile_is_above_the_maximum_or_below_a_lower_one() => Latencies.Sample(latencies =>
    {
        LatencyHistogram histogram = Of(latencies);
        double last = 0;
        foreach (double percentile in new[] { 0, 50, 75, 90, 95, 99, 99.9, 100 })
        {
            double value = histogram.PercentileMs(percentile);
            Assert.InRange(value, last, histogram.MaxMs);
            last = value;
        }
    });

    [Fact]
    public void Parts_that_are_added_equal_the_whole_in_any_order() =>
        Gen.Select(Latencies, Latencies, Latencies).Sample((a, b, c) =>
        {
            LatencyHistogram whole = Of([.. a, .. b, .. c]);
            LatencyHistogram merged = Of(c);
            merged.Add(LatencyHistogram.Decode(Of(a).Encode()));
            merged.Add(Of(b));
            Assert.Equal(whole.Encode(), merged.Encode());
        });

    [Fact]
    public void Nothing_recorded_is_nothing_encoded()
    {
        var histogram = new LatencyHistogram();
        Assert.Empty(histogram.Encode());
        Assert.Equal(0, LatencyHistogram.Decode([]).Count);
        Assert.Equal(0, histogram.PercentileMs(99));
    }

    [Fact]
    public void Latencies_out_of_range_count_at_its_ends()
    {
        LatencyHistogram histogram = Of([TimeSpan.Zero, TimeSpan.FromDays(1)]);
        Assert.Equal(2, histogram.Count);
        Assert.Equal(0.001, histogram.MinMs);
        Assert.Equal(3_600_000, histogram.MaxMs, 3_600.0);
    }

    private static LatencyHistogram Of(IEnumerable<TimeSpan> latencies)
    {
        var histogram = new LatencyHistogram();
        foreach (TimeSpan latency in latencies)
        {
            histogram.Record(latency);
        }

        return histogram;
    }
}
