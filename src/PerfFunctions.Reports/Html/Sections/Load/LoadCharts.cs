using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Charts;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Sections.Load;

/// <summary>A scenario over time: response times, throughput beside what was planned, what went wrong.</summary>
internal static class LoadCharts
{
    public static Markup Render(ScenarioFigures figures, int points)
    {
        IReadOnlyList<TimelineBucket> timeline = TimelineBucket.Of(figures.Scenario.Timeline, points);
        if (timeline.Count == 0)
        {
            return Markup.Of($"""<p class="nothing">There is no timeline: nothing was recorded for this scenario.</p>""");
        }

        return Markup.Of(
            $"""
            <div class="charts">
            {Latency(figures, timeline)}
            {Throughput(figures.Scenario, timeline)}
            {Users(figures.Scenario, timeline)}
            {Trouble(timeline)}
            {(figures.Response is not null && figures.Scenario.HeatMap is { Columns.Count: > 1 } map ? HeatMapChart.Render(map) : Markup.Empty)}
            {(figures.Response is not null ? DistributionChart.Render(figures.Scenario.Response) : Markup.Empty)}
            {Statuses(timeline)}
            </div>
            {Merged(timeline)}
            """);
    }

    private static Markup Latency(ScenarioFigures figures, IReadOnlyList<TimelineBucket> timeline) => figures.Response is null
        ? Markup.Of($"""<figure class="chart"><figcaption><h4>Response time</h4></figcaption><p class="nothing">{figures.MissingReason}</p></figure>""")
        : Chart("Response time", MetricUnit.Milliseconds, timeline,
            new("p50", "s1", [.. timeline.Select(b => b.P50Ms)]) { Filled = true },
            new("p95", "s2", [.. timeline.Select(b => b.P95Ms)]),
            new("p99", "s3", [.. timeline.Select(b => b.P99Ms)]));

    private static Markup Throughput(ScenarioSummary scenario, IReadOnlyList<TimelineBucket> timeline)
    {
        LineSeries sent = Rate("sent", "s1", timeline, c => c.Sent) with { Filled = true };
        LineSeries completed = Rate("completed", "s4", timeline, c => c.Completed);
        return scenario is { Planned: > 0, Stages.Count: > 0 }
            ? Chart("Throughput", MetricUnit.PerSecond, timeline, sent, completed, Planned("planned starts", "planned", scenario, timeline))
            : Chart("Throughput", MetricUnit.PerSecond, timeline, sent, completed);
    }

    private static Markup Users(ScenarioSummary scenario, IReadOnlyList<TimelineBucket> timeline) =>
        scenario.Planned == 0 && scenario.Stages.Any(s => !s.From.Equals(s.To) || !s.From.Equals(scenario.Stages[0].From))
            ? Chart("Users", MetricUnit.Count, timeline, Planned("planned", "s1", scenario, timeline) with { Filled = true })
            : Markup.Empty;

    private static Markup Trouble(IReadOnlyList<TimelineBucket> timeline) => timeline.All(b => b.Counts.Failed + b.Counts.Dropped == 0)
        ? Markup.Of($"""<figure class="chart"><figcaption><h4>Errors and dropped iterations</h4></figcaption><p class="nothing good"><span aria-hidden="true">✓</span> No request failed and no iteration was dropped.</p></figure>""")
        : Chart("Errors and dropped iterations", MetricUnit.PerSecond, timeline,
            Rate("errors", "s5", timeline, c => c.Failed) with { Filled = true }, Rate("dropped", "s2", timeline, c => c.Dropped));

    private static Markup Statuses(IReadOnlyList<TimelineBucket> timeline)
    {
        int[] seen = [.. Enumerable.Range(0, StatusClass.Count).Where(c => timeline.Any(b => b.OfClass(c) > 0))];
        return seen.Length == 0 ? Markup.Empty : Chart("Status codes", MetricUnit.PerSecond, timeline,
            [.. seen.Select(c => new LineSeries(StatusClass.NameOf(c), StyleOf(c), [.. timeline.Select(b => (double?)b.OfClass(c) / b.Seconds)]))]);
    }

    private static string StyleOf(int statusClass) => statusClass switch
    {
        1 => "s4",
        2 => "s1",
        3 => "s2",
        4 => "s5",
        _ => "s3",
    };

    private static Markup Chart(string title, MetricUnit unit, IReadOnlyList<TimelineBucket> timeline, params LineSeries[] series) => new LineChart
    {
        Title = title,
        Unit = unit,
        Seconds = [.. timeline.Select(b => b.Second)],
        Series = series,
        WarmupBefore = timeline.LastOrDefault(b => b.Warmup) is { } last ? last.Second + last.Seconds : null,
    }.Render();

    private static LineSeries Rate(string name, string style, IReadOnlyList<TimelineBucket> timeline, Func<IntervalCounts, long> count) =>
        new(name, style, [.. timeline.Select(b => (double?)b.PerSecond(count))]);

    private static LineSeries Planned(string name, string style, ScenarioSummary scenario, IReadOnlyList<TimelineBucket> timeline) =>
        new(name, style, [.. timeline.Select(b => PlannedLine.Mean(scenario.Stages, b.Second, b.Second + b.Seconds))]);

    private static Markup Merged(IReadOnlyList<TimelineBucket> timeline) => timeline[0].Seconds == 1 ? Markup.Empty : Markup.Of(
        $"""<p class="sub">Each point covers {timeline[0].Seconds} seconds: rates are the mean, percentiles the largest of its seconds.</p>""");
}
