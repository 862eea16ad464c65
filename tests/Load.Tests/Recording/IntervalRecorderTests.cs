using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Recording;

namespace PerfFunctions.Load.Tests.Recording;

public sealed class IntervalRecorderTests
{
    private const string Browse = """
        version: 1
        name: shop
        load:
          browse:
            arrivals: { rate: 200/s, for: 2s }
            flow: [ { get: / } ]
        """;

    [Fact]
    public void Merged_shards_equal_a_single_process_exactly()
    {
        // The same recordings, once told to one recorder and once split over seven.
        var whole = new IntervalRecorder(new SecondPool());
        IntervalRecorder[] parts = [.. Enumerable.Range(0, 7).Select(_ => new IntervalRecorder(new SecondPool()))];
        var random = new Random(4711);
        for (int i = 0; i < 20_000; i++)
        {
            var at = TimeSpan.FromSeconds(random.NextDouble() * 30);
            var service = TimeSpan.FromMilliseconds(Math.Exp(random.NextDouble() * 9));
            TimeSpan response = service + TimeSpan.FromMilliseconds(random.NextDouble() * 20);
            ExchangeResult result = i % 50 == 0 ? ExchangeResult.Unexpected(10, "status 500") : ExchangeResult.Success(100);
            foreach (IntervalRecorder recorder in new[] { whole, parts[i % parts.Length] })
            {
                recorder.Started(at, TimeSpan.Zero);
                recorder.Sent(at);
                recorder.Completed(at, service, response, result, null);
            }
        }

        ScenarioSummary one = Summarize([whole]);
        ScenarioSummary merged = Summarize(parts);

        Assert.Equal(one.Counts, merged.Counts);
        Assert.Equal(one.Response, merged.Response);
        Assert.Equal(one.Service, merged.Service);
        Assert.Equal(one.Timeline, merged.Timeline);
        Assert.Equal(one.Errors, merged.Errors);
    }

    private static ScenarioSummary Summarize(IntervalRecorder[] recorders)
    {
        var merger = new ScenarioMerger(PlanParser.Parse(Browse).Plan!.Load[0]);
        foreach ((int shard, IntervalRecorder recorder) in recorders.Index().Reverse())
        {
            foreach ((int second, SecondRecord record) in recorder.CloseBefore(int.MaxValue))
            {
                merger.Add(record.ToInterval("browse", shard, second, null));
            }
        }

        return merger.Summarize([]);
    }
}
