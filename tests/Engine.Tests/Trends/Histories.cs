using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Trends;

namespace PerfFunctions.Engine.Tests.Trends;

/// <summary>Histories with one number of the page <c>home</c>; each run has a commit of its own.</summary>
internal static class Histories
{
    /// <summary>Runs at a level, symmetric about it, so that their median is the level itself.</summary>
    public static TrendRun[] Level(string metric, double level, int count) => Then([], level, count, metric);

    /// <summary>The same and then runs at another level.</summary>
    public static TrendRun[] Then(this TrendRun[] before, double level, int count, string? metric = null)
    {
        string[] parts = (metric ?? before[0].Values[0].Metric.ToString()).Split('.');
        var reference = new MetricReference(parts[0], parts[1], parts[2]);
        return
        [
            .. before,
            .. Enumerable.Range(before.Length, count).Select(i => new TrendRun
            {
                RunId = $"run-{i:D3}",
                StartedAt = DateTimeOffset.UnixEpoch.AddDays(i),
                Commit = $"c{i:D6}a1b2c3d4",
                Outcome = RunOutcome.Passed,
                Values = [new TrendValue(MetricKind.Page, reference, level * (1 + (((i - before.Length) % 3) - 1) * 0.002))],
            }),
        ];
    }
}
