using CsCheck;
using HdrHistogram;
using HdrHistogram.Utilities;
using PerfFunctions.Engine.Histograms;

namespace PerfFunctions.Engine.Tests.Histograms;

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
    public void It_is_read_as_the_library_reads_it() => Latencies.Sample(latencies =>
    {
        byte[] encoded = Of(latencies).Encode();
        HistogramBase expected = HistogramEncoding.DecodeFromCompressedByteBuffer(ByteBuffer.Allocate(encoded), 3_600_000_000);
        LatencyHistogram read = LatencyHistogram.Decode(encoded);

        Assert.Equal(expected.TotalCount, read.Count);
        Assert.Equal(expected.GetMaxValue() / 1000.0, read.MaxMs);
        Assert.Equal(expected.GetMean() / 1000, read.MeanMs);
        Assert.All([1, 50, 99, 100], p => Assert.Equal(expected.GetValueAtPercentile(p) / 1000.0, read.PercentileMs(p)));
    });

    [Fact]
    public void It_has_what_the_library_has_for_the_same_latencies_and_reads_what_that_wrote() =>
        Gen.Select(Gen.Long[1, 3_600_000_000].Select(Gen.Int[0, 31], (value, shift) => Math.Max(1, value >> shift)), Gen.Long[1, 1 << 20]).Array[1, 20]
            .Sample(recorded =>
            {
                var expected = new LongHistogram(1, 3_600_000_000, 3);
                var histogram = new LatencyHistogram();
                foreach ((long value, long count) in recorded)
                {
                    expected.RecordValueWithCount(value, count);
                    // The library's bytes are a way to many at once.
                    var one = new LongHistogram(1, 3_600_000_000, 3);
                    one.RecordValueWithCount(value, count);
                    histogram.Add(Encode(one));
                }

                LatencyHistogram read = LatencyHistogram.Decode(Encode(expected));
                Assert.Equal(read.Encode(), histogram.Encode());
                Assert.Equal(expected.TotalCount, read.Count);
                Assert.Equal(expected.LowestEquivalentValue(expected.GetValueAtPercentile(0)) / 1000.0, read.MinMs);
                Assert.Equal(expected.GetMaxValue() / 1000.0, read.MaxMs);
                Assert.Equal(expected.GetMean() / 1000, read.MeanMs);
                Assert.All([0, 1, 50, 95, 99.9, 100], p => Assert.Equal(expected.GetValueAtPercentile(p) / 1000.0, read.PercentileMs(p)));
                TimeSpan limit = TimeSpan.FromMicroseconds(recorded[0].Item1);
                Assert.Equal(
                    expected.RecordedValues().Where(v => expected.LowestEquivalentValue(v.ValueIteratedTo) <= recorded[0].Item1).Sum(v => v.CountAddedInThisIterationStep),
                    read.CountWithin(limit));
            });

    [Fact]
    public void Every_latency_lies_in_its_slot_and_no_slot_is_wider_than_a_thousandth() =>
        Gen.Long[1, 3_600_000_000].Select(Gen.Int[0, 31], (value, shift) => Math.Max(1, value >> shift)).Sample(value =>
        {
            LatencyHistogram histogram = Of([TimeSpan.FromMicroseconds(value)]);
            Assert.InRange(value / 1000.0, histogram.MinMs, histogram.MaxMs);
            Assert.InRange(histogram.MaxMs - histogram.MinMs, 0, value / 1_000_000.0);
        });

    [Fact]
    public void Once_cleared_it_is_as_new()
    {
        LatencyHistogram histogram = Of([TimeSpan.FromMinutes(50), TimeSpan.FromMilliseconds(3)]);
        histogram.Clear();
        Assert.Equal((0, 0.0), (histogram.Count, histogram.MaxMs));

        histogram.Record(TimeSpan.FromMilliseconds(20));

        Assert.Equal(Of([TimeSpan.FromMilliseconds(20)]).Encode(), histogram.Encode());
    }

    [Fact]
    public void Bytes_that_are_no_histogram_of_this_shape_are_refused()
    {
        var other = new LongHistogram(1, 1000, 2);
        other.RecordValue(7);

        Assert.Throws<InvalidDataException>(() => LatencyHistogram.Decode(Encode(other)));
        Assert.Throws<InvalidDataException>(() => LatencyHistogram.Decode(EncodedHistogram.Write([.. new long[LatencySlots.Count], 1])));
        Assert.Throws<InvalidDataException>(() => LatencyHistogram.Decode((byte[])[1, 2, 3]));
        Assert.Throws<InvalidDataException>(() => LatencyHistogram.Decode((byte[])[.. Of([TimeSpan.FromSeconds(1)]).Encode()[..8], 1, 2, 3, 4]));
    }

    [Fact]
    public void Packed_bytes_hold_the_same_as_encoded_ones_and_nothing_else_is_read_for_them() =>
        Gen.Double[0.001, 3_600_000].Array[0, 400].Sample(times =>
        {
            LatencyHistogram histogram = Of([.. times.Select(TimeSpan.FromMilliseconds)]);
            byte[] packed = histogram.Pack();
            Assert.Equal(histogram.Encode(), LatencyHistogram.Decode(packed).Encode());
            if (packed.Length > 2)
            {
                // Cut anywhere it holds less, or is refused; it never fails in another way.
                int end = 1 + (times.Length % (packed.Length - 1));
                Assert.True(Record.Exception(() => LatencyHistogram.Decode(packed.AsMemory(0, end))) is null or InvalidDataException);
            }
        });

    [Fact]
    public void Packed_bytes_that_name_slots_which_there_are_not_are_refused()
    {
        Assert.Throws<InvalidDataException>(() => LatencyHistogram.Decode((byte[])[1, 0xFF, 0xFF, 0xFF, 0x7F]));
        Assert.Throws<InvalidDataException>(() => LatencyHistogram.Decode((byte[])[1, 5, 9, 1]));
        Assert.Throws<InvalidDataException>(() => LatencyHistogram.Decode((byte[])[1, 5, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1, 1]));
    }

    [Fact]
    public void Nothing_recorded_is_nothing_encoded()
    {
        var histogram = new LatencyHistogram();
        Assert.Empty(histogram.Encode());
        Assert.Equal(0, LatencyHistogram.Decode(default).Count);
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

    private static byte[] Encode(LongHistogram histogram)
    {
        ByteBuffer buffer = ByteBuffer.Allocate(histogram.GetNeededByteBufferCapacity());
        int length = histogram.EncodeIntoCompressedByteBuffer(buffer);
        buffer.Position = 0;
        return [.. Enumerable.Range(0, length).Select(_ => buffer.Get())];
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
