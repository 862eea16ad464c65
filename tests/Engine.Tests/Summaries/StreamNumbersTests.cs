using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Tests.Summaries;

/// <summary>What budgets read of streams of messages.</summary>
public class StreamNumbersTests
{
    private static readonly SeriesSummary Stream = new()
    {
        Key = "stream.chat",
        Title = "chat",
        Counts = new IntervalCounts { Sent = 30, Completed = 500, Connections = 2 },
        SentInTime = 20,
        CompletedInTime = 400,
        Response = Times(5, 15),
    };

    [Theory]
    [InlineData("sent", "", 2)]
    [InlineData("received", "", 40)]
    [InlineData("opened", "", 2)]
    [InlineData("first", "max", 15)]
    public void Messages_are_counted_by_the_second_of_the_measured_time(string metric, string aggregate, double value) =>
        Assert.Equal(value, Read(Stream, metric, aggregate).Value!.Value, value * 0.01);

    [Theory]
    [InlineData("duration", "No connection of 'chat' of 's' ended.")]
    public void What_was_not_measured_is_no_number(string metric, string reason) =>
        Assert.Equal(reason, Read(Stream, metric, "p50").Missing);

    [Fact]
    public void A_stream_that_was_never_open_has_no_numbers() => Assert.Equal(
        "No connection of 'chat' of 's' was open.", Read(Stream with { Counts = default }, "received", "").Missing);

    private static MetricReading Read(SeriesSummary stream, string metric, string aggregate) =>
        LoadNumbers.OfAll(new ScenarioSummary { Name = "s", Model = "users", DurationSeconds = 10 }, stream)
            .Read(new MetricReference("s", metric, aggregate));

    private static byte[] Times(params double[] milliseconds)
    {
        LatencyHistogram histogram = new();
        foreach (double time in milliseconds)
        {
            histogram.RecordMs(time);
        }

        return histogram.Pack();
    }
}
