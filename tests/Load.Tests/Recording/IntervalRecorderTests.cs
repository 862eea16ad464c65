using System.Text.Json;
using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Text;
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
            flow: [ { get: /, name: home }, { get: /cart }, { get: /report } ]
        """;

    private static readonly string[] Keys = [.. ScenarioSeries.Of(PlanParser.Parse(Browse).Plan!.Load[0].Flow).All.Select(s => s.Key)];

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
                recorder.Sent(at, i % 3);
                recorder.Completed(at, i % 3, new RequestEnd(result, service, response) { Status = result.Failure is null ? 200 : 500 }, null);
                recorder.Stated(at, "request.home.server-timing.db", service.TotalMilliseconds / 2);
            }
        }

        ScenarioSummary one = Summarize([whole]);
        ScenarioSummary merged = Summarize(parts);

        Assert.Equal(one.Counts, merged.Counts);
        Assert.Equal(one.Response, merged.Response);
        Assert.Equal(one.Service, merged.Service);
        Assert.Equal(Json(one.Timeline), Json(merged.Timeline));
        Assert.Equal(one.Errors, merged.Errors);
        Assert.Equal(5, one.Series.Count(s => s.Counts.Completed > 0) + 1);
        Assert.Equal(Json(one.Series), Json(merged.Series));
        Assert.Equal(one.Counts.Completed, one.Series.Where(s => s.Key.Split('.') is ["request", _]).Sum(s => s.Counts.Completed));
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, PerfJson.Options);

    private static ScenarioSummary Summarize(IntervalRecorder[] recorders)
    {
        var merger = new ScenarioMerger(PlanParser.Parse(Browse).Plan!.Load[0]);
        foreach ((int shard, IntervalRecorder recorder) in recorders.Index().Reverse())
        {
            foreach ((int second, SecondRecord record) in recorder.CloseBefore(int.MaxValue))
            {
                merger.Add(record.ToInterval("browse", Keys, shard, second, null));
            }
        }

        return merger.Summarize([]);
    }
}
