using PerfFunctions.Api;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Intervals;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Runs.Intervals;

public sealed class LoadTailTests(AzuriteFixture azurite)
{
    private const string Plan = """
        version: 1
        name: chat
        target: https://chat.example
        load:
          members:
            users: { count: 10, for: 5m }
            once: [ { connect: /socket, as: chat } ]
            flow: [ { send: hello, socket: chat, receive: hello, name: hello } ]
        """;

    [Fact]
    public async Task A_stream_shows_all_its_messages_and_those_per_second_of_the_last_seconds()
    {
        await using Bench bench = await Bench.StartAsync(azurite);
        PerfPlan plan = PlanParser.Parse(Plan).Plan!;
        string id = Samples.Run(Samples.Now).RunId;
        await bench.Intervals.SinkFor(id).WriteAsync(
            [.. Enumerable.Range(0, 20).SelectMany(s => new[] { Interval(s, 0), Interval(s, 1) })], default);
        LoadTail tail = new(id, plan, bench.Intervals, null);
        await tail.ReadAsync(19, default);

        LiveSnapshot seen = tail.Snapshot(Samples.Now);
        LiveStream chat = Assert.Single(Assert.Single(seen.Scenarios).Streams);
        Assert.Equal(new LiveStream("chat", Opened: 40, Sent: 120, Received: 600, SentPerSecond: 6, ReceivedPerSecond: 40), chat);

        LoadTail again = new(id, plan, bench.Intervals, seen);
        await again.ReadAsync(19, default);
        Assert.Equivalent(seen, again.Snapshot(Samples.Now), strict: true);
    }

    // Messages come faster in the second half.
    private static LoadInterval Interval(int second, int shard) => Samples.Interval(second, shard, scenario: "members") with
    {
        Series =
        [
            new SeriesInterval
            {
                Key = "stream.chat",
                Counts = new IntervalCounts { Connections = 1, Sent = 3, Completed = second < 10 ? 10 : 20 },
            },
        ],
    };
}
