using System.Globalization;
using System.Numerics;

namespace PerfFunctions.Engine.Histograms;

/// <summary>
/// Latencies of one shape everywhere: 1 µs to 1 h, three significant digits. Histograms of this shape merge by adding,
/// and the merged one equals the one a single process would have recorded. Its size grows with its longest latency: some
/// 60 kB for 10 ms, 190 kB for an hour. Not safe for concurrent writes.
/// </summary>
public sealed class LatencyHistogram
{
    private long[] _counts = [];

    // Behind the last slot that something was recorded in.
    private int _end;

    /// <summary>Number of recorded latencies.</summary>
    public long Count { get; private set; }

    /// <summary>Largest recorded latency, milliseconds; 0 when empty.</summary>
    public double MaxMs => Count == 0 ? 0 : ToMs(LatencySlots.Longest(_end - 1));

    /// <summary>Smallest recorded latency, milliseconds; 0 when empty.</summary>
    public double MinMs => Count == 0 ? 0 : ToMs(LatencySlots.Lowest(Recorded.IndexOfAnyExcept(0)));

    /// <summary>Mean, milliseconds; 0 when empty.</summary>
    public double MeanMs => Count == 0 ? 0 : Sum() / Count / 1000;

    private ReadOnlySpan<long> Recorded => _counts.AsSpan(0, _end);

    /// <summary>Records a value as if it were so many milliseconds.</summary>
    public void RecordMs(double milliseconds) =>
        Record(LatencySlots.Of((long)Math.Clamp(milliseconds * 1000, 1, LatencySlots.Highest)), 1);

    /// <summary>Records one latency; below 1 µs counts as 1 µs, above an hour as an hour.</summary>
    public void Record(TimeSpan latency) =>
        Record(LatencySlots.Of(Math.Clamp((long)latency.TotalMicroseconds, 1, LatencySlots.Highest)), 1);

    /// <summary>The latency that <paramref name="percentile"/> (0 to 100) of the recorded ones do not exceed, milliseconds.</summary>
    public double PercentileMs(double percentile)
    {
        long rest = Math.Max(1, (long)((Math.Min(percentile, 100) / 100 * Count) + 0.5));
        int slot = 0;
        while (slot < _end && (rest -= _counts[slot]) > 0)
        {
            slot++;
        }

        return Count == 0 ? 0 : ToMs(LatencySlots.Longest(slot));
    }

    /// <summary>How many of the recorded latencies were no longer than this, to the histogram's precision.</summary>
    public long CountWithin(TimeSpan longest)
    {
        long count = 0;
        for (int slot = 0; slot < _end && LatencySlots.Lowest(slot) <= longest.TotalMicroseconds; slot++)
        {
            count += _counts[slot];
        }

        return count;
    }

    /// <summary>The number of an aggregate (<c>min</c>, <c>max</c>, <c>mean</c>, <c>p99.9</c>), milliseconds; null for an unknown one.</summary>
    public double? ValueMs(string aggregate) => aggregate switch
    {
        "min" => MinMs,
        "max" => MaxMs,
        "mean" => MeanMs,
        ['p', .. string percentile] when double.TryParse(percentile, CultureInfo.InvariantCulture, out double p) => PercentileMs(p),
        _ => null,
    };

    /// <summary>Adds all that <paramref name="other"/> recorded.</summary>
    public void Add(LatencyHistogram other)
    {
        if (other.Count == 0)
        {
            return;
        }

        ReadOnlySpan<long> counts = other.Recorded;
        Reach(counts.Length);
        int slot = 0;
        for (; slot <= counts.Length - Vector<long>.Count; slot += Vector<long>.Count)
        {
            Span<long> sums = _counts.AsSpan(slot);
            (new Vector<long>(sums) + new Vector<long>(counts[slot..])).CopyTo(sums);
        }

        for (; slot < counts.Length; slot++)
        {
            _counts[slot] += counts[slot];
        }

        Count += other.Count;
    }

    /// <summary>Forgets all, keeping the memory.</summary>
    public void Clear()
    {
        Array.Clear(_counts, 0, _end);
        (_end, Count) = (0, 0);
    }

    /// <summary>HdrHistogram V2 compressed bytes, readable by any HdrHistogram tool; empty when nothing was recorded.</summary>
    public byte[] Encode() => Count == 0 ? [] : EncodedHistogram.Write(Recorded);

    /// <summary>Bytes that take a tenth of the work to write and read; empty when nothing was recorded. Only this class reads them.</summary>
    public byte[] Pack() => Count == 0 ? [] : PackedHistogram.Write(Recorded);

    /// <summary>Reads what <see cref="Encode"/> or <see cref="Pack"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is not an encoded histogram of this shape.</exception>
    public static LatencyHistogram Decode(ReadOnlyMemory<byte> encoded)
    {
        var histogram = new LatencyHistogram();
        histogram.Add(encoded);
        return histogram;
    }

    /// <summary>Adds what another one of this shape recorded, as <see cref="Encode"/> or <see cref="Pack"/> wrote it.</summary>
    /// <exception cref="InvalidDataException">It is not an encoded histogram of this shape.</exception>
    public void Add(ReadOnlyMemory<byte> encoded)
    {
        if (encoded.Length > 0 && encoded.Span[0] == PackedHistogram.Marker)
        {
            AddPacked(encoded.Span[1..]);
        }
        else if (encoded.Length > 0)
        {
            EncodedHistogram.Read(encoded, Record);
        }
    }

    private void AddPacked(ReadOnlySpan<byte> packed)
    {
        long end = PackedHistogram.Read(ref packed);
        if (end > LatencySlots.Count)
        {
            throw EncodedHistogram.OtherShape();
        }

        Reach((int)end);
        Span<long> counts = _counts.AsSpan(0, (int)end);
        (long slot, long all) = (0, 0);
        while (packed.Length > 0)
        {
            slot += PackedHistogram.Read(ref packed);
            long count = PackedHistogram.Read(ref packed);
            if ((ulong)slot >= (ulong)counts.Length)
            {
                throw EncodedHistogram.OtherShape();
            }

            counts[(int)slot] += count;
            all += count;
        }

        Count += all;
    }

    private void Record(int slot, long count)
    {
        Reach(slot + 1);
        _counts[slot] += count;
        Count += count;
    }

    private void Reach(int end)
    {
        if (end > _counts.Length)
        {
            int whole = (end + LatencySlots.Half - 1) / LatencySlots.Half * LatencySlots.Half;
            Array.Resize(ref _counts, Math.Min(LatencySlots.Count, Math.Max(whole, 2 * _counts.Length)));
        }

        _end = Math.Max(_end, end);
    }

    private double Sum()
    {
        double sum = 0;
        for (int slot = 0; slot < _end; slot++)
        {
            sum += _counts[slot] * (double)LatencySlots.Middle(slot);
        }

        return sum;
    }

    private static double ToMs(long microseconds) => microseconds / 1000.0;
}
