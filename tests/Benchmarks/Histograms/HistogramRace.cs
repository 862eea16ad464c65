using System.Diagnostics;
using HdrHistogram;
using HdrHistogram.Utilities;
using PerfFunctions.Engine.Histograms;

namespace PerfFunctions.Benchmarks.Histograms;

/// <summary>
/// Does with our latency histogram and with HdrHistogram's of the same shape what a generator does each second and an
/// aggregation with each second of each shard, in turns.
/// </summary>
internal sealed class HistogramRace
{
    private const long Highest = 3_600_000_000;

    private readonly TimeSpan[] _latencies;
    private readonly LatencyHistogram _ours = new();
    private readonly LongHistogram _theirs = New();
    private readonly byte[] _encoded;

    /// <summary>Latencies of 5 to 60 ms, most of them short.</summary>
    public HistogramRace(int latencies, Random random)
    {
        _latencies = [.. Enumerable.Range(0, latencies).Select(_ => TimeSpan.FromMilliseconds(5 + Math.Exp(4 * random.NextDouble())))];
        RecordOurs();
        RecordTheirs();
        _encoded = EncodeTheirs();
    }

    /// <summary>The operations, each so often a round.</summary>
    public IEnumerable<HistogramCost> Run(int rounds, int times)
    {
        LatencyHistogram ours = new();
        LongHistogram theirs = New();
        yield return Compare("record a second", RecordOurs, RecordTheirs, rounds, times);
        yield return Compare("encode", () => _ours.Encode(), () => EncodeTheirs(), rounds, times);
        yield return Compare("add what is encoded", () => ours.Add(_encoded), () => theirs.Add(Decode(_encoded)), rounds, times);
        yield return Compare("p99", () => _ours.PercentileMs(99), () => _theirs.GetValueAtPercentile(99), rounds, times);
    }

    private static HistogramCost Compare(string operation, Action ours, Action theirs, int rounds, int times)
    {
        List<Cost> our = [], their = [];
        // The first round is warm-up.
        for (int round = 0; round <= rounds; round++)
        {
            our.Add(Measure(ours, times));
            their.Add(Measure(theirs, times));
        }
        return new(operation, Median(our.Skip(1)), Median(their.Skip(1)));
    }

    private static Cost Measure(Action operation, int times)
    {
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < times; i++)
        {
            operation();
        }
        double microseconds = Stopwatch.GetElapsedTime(start).TotalMicroseconds / times;
        return new(microseconds, (GC.GetAllocatedBytesForCurrentThread() - bytes) / times);
    }

    private static Cost Median(IEnumerable<Cost> costs)
    {
        Cost[] all = [.. costs.OrderBy(cost => cost.Microseconds)];
        return all[all.Length / 2];
    }

    private void RecordOurs()
    {
        _ours.Clear();
        Array.ForEach(_latencies, _ours.Record);
    }

    private void RecordTheirs()
    {
        _theirs.Reset();
        Array.ForEach(_latencies, latency => _theirs.RecordValue((long)latency.TotalMicroseconds));
    }

    private byte[] EncodeTheirs()
    {
        ByteBuffer buffer = ByteBuffer.Allocate(_theirs.GetNeededByteBufferCapacity());
        byte[] bytes = new byte[_theirs.EncodeIntoCompressedByteBuffer(buffer)];
        buffer.Position = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = buffer.Get();
        }
        return bytes;
    }

    private static HistogramBase Decode(byte[] encoded) => HistogramEncoding.DecodeFromCompressedByteBuffer(ByteBuffer.Allocate(encoded), Highest);

    private static LongHistogram New() => new(1, Highest, 3);
}
