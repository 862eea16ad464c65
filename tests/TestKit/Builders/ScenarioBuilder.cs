using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.TestKit.Builders;

/// <summary>A scenario with a slow spell in its second third, in which requests fail and sends are dropped. Deterministic.</summary>
public sealed record ScenarioBuilder(string Name)
{
    private const int SpellExtraMs = 260;

    /// <summary>Length of the load model, seconds.</summary>
    public int Seconds { get; init; } = 120;

    /// <summary>Arrivals per second.</summary>
    public int Rate { get; init; } = 50;

    /// <summary>Users of a closed model; 0 for arrivals.</summary>
    public int Users { get; init; }

    /// <summary>Seed of the noise.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The record.</summary>
    public ScenarioSummary Build()
    {
        var random = new Random(Seed);
        (LatencyHistogram response, LatencyHistogram service) = (new(), new());
        TimelinePoint[] timeline = [.. Enumerable.Range(0, Seconds).Select(s => Second(s, random, response, service))];
        IntervalCounts counts = timeline.Aggregate(default(IntervalCounts), (sum, p) => sum + p.Counts);
        return new ScenarioSummary
        {
            Name = Name,
            Model = Users > 0 ? $"{Users} users for {Seconds} s" : $"{Rate}/s for {Seconds} s",
            DurationSeconds = Seconds,
            Planned = Users > 0 ? 0 : counts.Started + counts.Dropped,
            Counts = counts,
            CompletedInTime = counts.Completed,
            Errors = counts.Failed == 0 ? new() : new Dictionary<string, long> { ["status 503"] = counts.Failed - counts.Failed / 4, ["timeout"] = counts.Failed / 4 },
            Response = response.Encode(),
            Service = service.Encode(),
            Timeline = timeline,
        };
    }

    private TimelinePoint Second(int second, Random random, LatencyHistogram response, LatencyHistogram service)
    {
        bool slow = Users == 0 && second > Seconds / 3 && second < Seconds / 2;
        int dropped = slow ? random.Next(0, 5) : 0;
        int sent = Rate - dropped;
        var ofSecond = new LatencyHistogram();
        for (int i = 0; i < sent; i++)
        {
            double ms = 40 + 22 * Math.Sin(second / 9.0) + 60 * random.NextDouble() - 40 * Math.Log(1 - random.NextDouble());
            service.Record(TimeSpan.FromMilliseconds(ms));
            ofSecond.Record(TimeSpan.FromMilliseconds(slow ? ms + SpellExtraMs * random.NextDouble() : ms));
        }

        response.Add(ofSecond);
        int failed = slow ? random.Next(0, 4) : 0;
        var counts = new IntervalCounts
        {
            Started = sent,
            Sent = sent,
            Completed = sent,
            Failed = failed,
            Dropped = dropped,
            Late = slow ? 2 : 0,
            Bytes = sent * 20_000,
        };
        return new TimelinePoint(second, counts, ofSecond.PercentileMs(50), ofSecond.PercentileMs(95), ofSecond.PercentileMs(99));
    }
}
