using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.TestKit.Builders;

/// <summary>
/// A scenario with all that a report can tell of load: a warm-up, steps to a breakpoint, phases, traced requests, and
/// seconds in which the generator was noisy.
/// </summary>
public static class RichScenarioBuilder
{
    private const int Warmup = 10;
    private const int Steps = 4;
    private const int StepSeconds = 30;

    /// <summary>The record.</summary>
    public static ScenarioSummary Build(string name)
    {
        ScenarioSummary plain = new ScenarioBuilder(name) { Seconds = Steps * StepSeconds }.Build();
        TimelinePoint[] timeline = [.. plain.Timeline.Select(At)];
        IntervalCounts whole = Sum(timeline);
        IntervalCounts counts = Sum(timeline.Where(p => !p.Warmup)) with { Connections = 64 };
        return plain with
        {
            Model = "stress: 25/s for 30s, 50/s for 30s, 75/s for 30s, 100/s for 30s",
            DurationSeconds = (Steps * StepSeconds) - Warmup,
            WarmupSeconds = Warmup,
            Planned = whole.Started + whole.Dropped,
            Counts = counts,
            Whole = whole,
            CompletedInTime = counts.Completed,
            Errors = new Dictionary<string, long> { ["status 503"] = counts.Failed },
            LeftOut = new LatencyLeftOut(2, 110, [new LeftOutReason("iterations started 70 ms late; use more shards or a lower rate", 2)]),
            Phases = Phases(),
            Exemplars = [.. Enumerable.Range(0, 10).Select(i => Exemplar(i))],
            Stages = [.. Enumerable.Range(0, Steps).Select(i => new PlannedStage(i * StepSeconds, (i + 1) * StepSeconds, RateOf(i), RateOf(i)))],
            Steps = [.. Enumerable.Range(0, Steps).Select(i => new LoadStep(i * StepSeconds, (i + 1) * StepSeconds, RateOf(i)))],
            Windows = [.. Enumerable.Range(0, Steps).Select(i => Window(i, timeline, plain))],
            Breakpoint = new BreakpointSummary(75, "The target sustained 75/s; at 100/s 'errors > 1% for 10s' became true."),
            Timeline = timeline,
        };
    }

    private static double RateOf(int step) => 25 * (step + 1);

    private static TimelinePoint At(TimelinePoint point)
    {
        long sent = (long)RateOf(point.Second / StepSeconds) - (point.Second > 95 ? point.Second % 7 : 0);
        bool isNoisy = point.Second is 64 or 65;
        return point with
        {
            Counts = point.Counts with { Started = sent, Sent = sent, Completed = sent, Dropped = (long)RateOf(point.Second / StepSeconds) - sent },
            Warmup = point.Second < Warmup,
            Noise = isNoisy ? "iterations started 70 ms late; use more shards or a lower rate" : null,
            P50Ms = isNoisy ? null : point.P50Ms,
            P95Ms = isNoisy ? null : point.P95Ms,
            P99Ms = isNoisy ? null : point.P99Ms,
        };
    }

    private static WindowSummary Window(int step, TimelinePoint[] timeline, ScenarioSummary plain)
    {
        int from = step * StepSeconds;
        return new WindowSummary
        {
            FromSecond = from,
            ToSecond = from + StepSeconds,
            MeasuredSeconds = step == 0 ? StepSeconds - Warmup : StepSeconds,
            Counts = Sum(timeline.Where(p => !p.Warmup && p.Second / StepSeconds == step)),
            Response = plain.Response,
            Service = plain.Service,
        };
    }

    private static Exemplar Exemplar(int i) => new(
        $"4bf92f3577b34da6a3ce929d0e0e47{i:x2}", i % 3 == 0 ? "POST /cart" : "GET /products?page=${page}", 40 + i, 940 - (i * 31), i == 1 ? "status 503" : null);

    private static Dictionary<RequestPhase, byte[]> Phases() => new()
    {
        [RequestPhase.Dns] = Times(64, 1.2),
        [RequestPhase.Connect] = Times(64, 4),
        [RequestPhase.Tls] = Times(64, 22),
        [RequestPhase.Send] = Times(6000, 0.05),
        [RequestPhase.Wait] = Times(6000, 80),
        [RequestPhase.Receive] = Times(6000, 9),
    };

    private static byte[] Times(int count, double middleMs)
    {
        var histogram = new LatencyHistogram();
        for (int i = 0; i < count; i++)
        {
            histogram.Record(TimeSpan.FromMilliseconds(middleMs * (0.4 + (1.6 * ((i * 37) % count) / count))));
        }

        return histogram.Encode();
    }

    private static IntervalCounts Sum(IEnumerable<TimelinePoint> points) =>
        points.Aggregate(default(IntervalCounts), (sum, p) => sum + p.Counts);
}
