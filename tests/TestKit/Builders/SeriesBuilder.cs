using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.TestKit.Builders;

/// <summary>Results by request, group, check and metric for a scenario of a minute: one request slow, one failing now and then. Deterministic.</summary>
public static class SeriesBuilder
{
    private const int Points = 60;
    private const int PerSecond = 20;

    /// <summary>The scenario with its series.</summary>
    public static ScenarioSummary WithSeries(this ScenarioSummary scenario) => scenario with
    {
        Statuses = new Dictionary<int, long> { [200] = 3_576, [503] = 24 },
        HeatMap = HeatMap.Of([.. Enumerable.Range(0, Points).Select(s => (s, (LatencyHistogram?)Times(s, 18, 140)))], 1, Points),
        Timeline = [.. scenario.Timeline.Select(p => p with { Classes = [0, p.Counts.Completed - p.Counts.Failed, 0, 0, p.Counts.Failed] })],
        Series =
        [
            Request("request.get-products", "GET /products", 18, 0),
            Request("request.add-to-cart", "Add to cart", 64, 24),
            Timing("request.add-to-cart.server-timing.cache", "cache", 1.2),
            Timing("request.add-to-cart.server-timing.db", "db", 41),
            Request("request.get-report", "GET /report", 140, 0),
            Span("group.buy", "buy", 64, 1_000),
            Span("iterations", "iterations", 230, 1_000) with { Errors = new Dictionary<string, long> { ["Add to cart"] = 24 } },
            new SeriesSummary { Key = "check.has-items", Title = "has items", Counts = new IntervalCounts { Completed = 1_200, Failed = 1 } },
            Timing("measure.total", "total", 12.5) with { Unit = MetricUnit.Score },
            new SeriesSummary { Key = "measure.sold", Title = "sold", Measure = MeasureKind.Counter, Unit = MetricUnit.Count, Counts = new IntervalCounts { Completed = 1_176 }, Sum = 2_352 },
        ],
        Failures =
        [
            new FailureSample("Add to cart", "status 503", 12, 0)
            {
                Status = 503,
                ServiceMs = 64.2,
                Expected = "status 200",
                Headers = [new SampleHeader("Content-Type", "application/json"), new SampleHeader("Retry-After", "5")],
                Body = """{"error":"out of stock","item":"<b>cup</b>"}""",
            },
        ],
    };

    private static SeriesSummary Request(string key, string title, double ms, int failed)
    {
        LatencyHistogram all = Sum(ms);
        byte[] times = all.Encode();
        return new SeriesSummary
        {
            Key = key,
            Title = title,
            Counts = new IntervalCounts { Sent = all.Count, Completed = all.Count, Failed = failed, Bytes = all.Count * 2_000, BytesSent = failed * 100, Connections = 12 },
            CompletedInTime = all.Count,
            Errors = failed == 0 ? new Dictionary<string, long>() : new() { ["status 503"] = failed },
            Statuses = failed == 0 ? new Dictionary<int, long> { [200] = all.Count } : new() { [200] = all.Count - failed, [503] = failed },
            Response = times,
            Service = times,
            Phases = new Dictionary<RequestPhase, byte[]> { [RequestPhase.Wait] = times },
            Timeline = [.. Enumerable.Range(0, Points).Select(s => Point(s, ms))],
        };
    }

    private static SeriesSummary Timing(string key, string title, double ms) => new()
    {
        Key = key,
        Title = title,
        Counts = new IntervalCounts { Completed = Points * PerSecond },
        Response = Sum(ms).Encode(),
    };

    private static SeriesSummary Span(string key, string title, double activeMs, double pauseMs) => new()
    {
        Key = key,
        Title = title,
        Counts = new IntervalCounts { Completed = Points * PerSecond, Failed = 24 },
        CompletedInTime = Points * PerSecond,
        Service = Sum(activeMs).Encode(),
        Response = Sum(activeMs + pauseMs).Encode(),
    };

    private static TimelinePoint Point(int second, double ms)
    {
        LatencyHistogram times = Times(second, ms);
        return new TimelinePoint(
            second, new IntervalCounts { Sent = PerSecond, Completed = PerSecond }, times.PercentileMs(50), times.PercentileMs(95), times.PercentileMs(99));
    }

    private static LatencyHistogram Sum(double ms)
    {
        var sum = new LatencyHistogram();
        for (int second = 0; second < Points; second++)
        {
            sum.Add(Times(second, ms));
        }

        return sum;
    }

    private static LatencyHistogram Times(int second, params double[] ms)
    {
        var times = new LatencyHistogram();
        foreach (double usual in ms)
        {
            for (int i = 0; i < PerSecond; i++)
            {
                times.Record(TimeSpan.FromMilliseconds(usual * (0.8 + (0.4 * i / PerSecond)) * (1 + (0.2 * Math.Sin(second / 6.0)))));
            }
        }

        return times;
    }
}
