using CsCheck;
using PerfFunctions.Engine.Intervals;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Intervals;

/// <summary>The bytes that a second of a shard travels as.</summary>
public class SeriesCodecTests
{
    private static readonly SeriesInterval Full = new()
    {
        Key = "request.add-to-cart",
        Counts = new IntervalCounts { Started = 1, Sent = 300, Resent = 2, Completed = 299, Redirected = 3, Followed = 4, Cached = 10, Skipped = 11, Incomplete = 12, Failed = 5, Dropped = 6, Late = 7, Bytes = 1L << 40, BytesSent = 8, Connections = 9 },
        Errors = new Dictionary<string, long> { ["status 503"] = 3, ["größer als erwartet"] = 2 },
        Statuses = new Dictionary<int, long> { [200] = 296, [503] = 3 },
        Service = Interval.Histogram(1, 2, 3),
        Response = Interval.Histogram(4, 5, 6),
        Phases = new Dictionary<RequestPhase, ReadOnlyMemory<byte>> { [RequestPhase.Wait] = Interval.Histogram(1), [RequestPhase.Tls] = Interval.Histogram(9) },
        Exemplars = [new Exemplar("0af7651916cd43dd8448eb211c80319c", "Add to cart", 3, 412.5, null), new Exemplar("1", "x", 4, 1, "timeout")],
        Sum = 12.25,
    };

    [Fact]
    public void All_of_a_series_comes_back()
    {
        SeriesInterval read = Assert.Single(SeriesCodec.Read(SeriesCodec.Write([Full])));
        Assert.Equal((Full.Key, Full.Counts, Full.Sum), (read.Key, read.Counts, read.Sum));
        Assert.Equal(Full.Errors, read.Errors.ToDictionary());
        Assert.Equal(Full.Statuses, read.Statuses.ToDictionary());
        Assert.Equal(Full.Service.ToArray(), read.Service.ToArray());
        Assert.Equal(Full.Response.ToArray(), read.Response.ToArray());
        Assert.Equal(Full.Phases.Keys, read.Phases.Keys);
        Assert.Equal(Full.Phases[RequestPhase.Tls].ToArray(), read.Phases[RequestPhase.Tls].ToArray());
        Assert.Equal(Full.Exemplars, read.Exemplars);
    }

    [Fact]
    public void Times_that_are_the_same_travel_once()
    {
        SeriesInterval same = Full with { Response = Full.Service };
        Assert.True(SeriesCodec.Write([same]).Length < SeriesCodec.Write([Full]).Length);
        SeriesInterval read = SeriesCodec.Read(SeriesCodec.Write([same]))[0];
        Assert.Equal(read.Service, read.Response);
        Assert.Equal(same.Service.ToArray(), read.Response.ToArray());
    }

    [Fact]
    public void Bytes_that_are_cut_or_changed_are_refused_or_read_and_do_nothing_else()
    {
        byte[] whole = SeriesCodec.Write([Full, Full with { Key = "check.a" }]);
        Gen.Select(Gen.Int[0, whole.Length], Gen.Int[0, whole.Length - 1], Gen.Byte).Sample((length, at, value) =>
        {
            byte[] bytes = [.. whole];
            bytes[at] = value;
            Assert.True(Record.Exception(() => SeriesCodec.Read(bytes.AsMemory(0, length))) is null or InvalidDataException);
        });
    }
}
