using PerfFunctions.Benchmarks.Sockets;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Benchmarks.Tests.Sockets;

public sealed class TalkReportTests
{
    [Fact]
    public void The_plan_holds_all_connections_for_the_seconds_after_the_ramp()
    {
        PerfPlan plan = TalkCommand.PlanOf(1_000, 20);
        Assert.Equal(TimeSpan.FromSeconds(25), plan.LoadDuration);
        Assert.Equal(["stream.socket"], ScenarioSeries.Of(plan.Load[0].Steps).Streams.Select(s => s.Key));
    }

    [Fact]
    public void Messages_count_from_the_start_and_the_loop_from_the_end_of_the_ramp()
    {
        TalkReport report = TalkReport.Of([Second(0, loopDelayMs: 90), Second(1, loopDelayMs: 2), Second(2, loopDelayMs: 4)], ramp: 1, null);
        Assert.Equal((3L, 30L, 27L, 0L), (report.Opened, report.Sent, report.Received, report.Failed));
        Assert.Equal((3d, 4d, 0.25), (report.LoopDelayMs, report.LongestLoopDelayMs, report.LoopBusy));
        Assert.InRange(report.P50Ms, 4.9, 5.1);
    }

    private static LoadInterval Second(int second, double loopDelayMs)
    {
        LatencyHistogram times = new();
        times.Record(TimeSpan.FromMilliseconds(5));
        return new LoadInterval
        {
            Scenario = "talk",
            Shard = 0,
            Second = second,
            Counts = new IntervalCounts { Sent = 10, Completed = 10 },
            Generator = new GeneratorSample { LoopDelayMs = loopDelayMs, LoopBusy = 0.25 },
            Series =
            [
                new SeriesInterval { Key = "request.message", Counts = default, Service = times.Encode() },
                new SeriesInterval
                {
                    Key = "stream.socket",
                    Counts = new IntervalCounts { Connections = 1, Sent = 10, Completed = 9 },
                },
            ],
        };
    }
}
