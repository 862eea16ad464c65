using PerfFunctions.Engine.Conditions;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Tests.Conditions;

public sealed class RecentLoadTests
{
    [Fact]
    public void Messages_of_a_shard_that_writes_late_count_although_it_sent_no_request()
    {
        RecentLoad load = new(5);
        load.Replace(0, [Received(shard: 0, messages: 30)]);
        load.Replace(0, [Received(shard: 0, messages: 30), Received(shard: 1, messages: 12)]);
        Assert.Equal(42, load.Total("watch", "stream.events").Completed);
    }

    [Fact]
    public void Messages_of_seconds_that_are_no_longer_kept_stay_in_the_total()
    {
        RecentLoad load = new(2);
        foreach (int second in Enumerable.Range(0, 10))
        {
            load.Replace(second, [Received(shard: 0, messages: 3, second)]);
        }

        Assert.Equal(30, load.Total("watch", "stream.events").Completed);
        Assert.Equal(6, load.Over("watch", 8, 9, "stream.events").Counts.Completed);
    }

    // No request is sent or ends.
    private static LoadInterval Received(int shard, long messages, int second = 0) => new()
    {
        Scenario = "watch",
        Shard = shard,
        Second = second,
        Counts = default,
        Series = [new SeriesInterval { Key = "stream.events", Counts = new IntervalCounts { Completed = messages } }],
    };
}
