using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.ServerMetrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.TestKit.Builders;

/// <summary>Series and scenarios of a minute or so, whose course is a function of the second.</summary>
public static class Series
{
    public static ServerSeries Of(string name, Func<int, double> value, int seconds = 120, int step = 1) => new(
        name, MetricUnit.Share, $"Prometheus: {name}", step, [.. Enumerable.Range(0, seconds / step).Select(i => new ServerPoint(i * step, value(i * step)))]);

    public static ServerSummary Summary(params ServerSeries[] series) => new() { Series = series, ToSecond = 120 };

    public static ScenarioSummary Scenario(string name, Func<int, double> p95, int seconds = 120, int warmup = 0) => new()
    {
        Name = name,
        Model = "50/s",
        DurationSeconds = seconds,
        Timeline = [.. Enumerable.Range(0, seconds).Select(s => new TimelinePoint(s, default, p95(s) / 2, p95(s), p95(s) * 2) { Warmup = s < warmup })],
    };
}
