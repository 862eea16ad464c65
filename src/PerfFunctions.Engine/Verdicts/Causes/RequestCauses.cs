using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Statistics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Verdicts.Causes;

/// <summary>Which request of a scenario is behind a rule about the scenario as a whole.</summary>
internal static class RequestCauses
{
    // A smaller change of one request does not explain a failed rule.
    private const double Margin = 0.05;
    private const int MaxNamed = 3;

    /// <summary>The requests that got slower, or fail more, each by how much and why; empty when the blocks do not show it.</summary>
    public static IReadOnlyList<string> OfGrowth(BudgetRule rule, ScenarioSummary head, IReadOnlyList<ScenarioSummary> baseline)
    {
        SeriesSummary[] requests = Requests(head);
        (string Metric, string Aggregate)? compared = rule.Metric.Metric switch
        {
            _ when requests.Length < 2 => null,
            LoadMetric.Latency or LoadMetric.Service => (rule.Metric.Metric, "p95"),
            LoadMetric.Apdex => (LoadMetric.Latency, "p95"),
            LoadMetric.Errors or LoadMetric.Burn => (LoadMetric.Errors, ""),
            _ => null,
        };
        if (compared is not { } metric)
        {
            return [];
        }

        Grown[] grown = [.. Compare(requests, baseline, metric).OrderByDescending(g => g.Result.Shift ?? double.MaxValue)];
        string rest = grown.Length > MaxNamed ? $" {grown.Length - MaxNamed} more requests did, too." : "";
        return grown.Length == 0 ? [] : [string.Join(' ', grown.Take(MaxNamed).Select(g => Words(rule, g, head, baseline, metric))) + rest];
    }

    /// <summary>The request that contributes most, of one run alone.</summary>
    public static IReadOnlyList<string> OfParts(BudgetRule rule, ScenarioSummary now)
    {
        SeriesSummary[] requests = [.. Requests(now).Where(r => r.Counts.Completed > 0)];
        if (requests.Length < 2)
        {
            return [];
        }

        switch (rule.Metric.Metric)
        {
            case LoadMetric.Latency or LoadMetric.Service or LoadMetric.Apdex:
                (string metric, string aggregate) = rule.Metric.Metric == LoadMetric.Apdex
                    ? (LoadMetric.Latency, "p95")
                    : (rule.Metric.Metric, rule.Metric.Aggregate);
                (SeriesSummary Request, double? Value)[] times = [.. requests.Select(r => (r, Read(now, r, metric, aggregate)))];
                (SeriesSummary slowest, double? value) = times.MaxBy(t => t.Value ?? 0);
                return value is { } ms
                    ? [$"The slowest request is {CauseText.Name(slowest.Title)}: {aggregate} {CauseText.Time(ms)}; the next is {CauseText.Time(times.Where(t => t.Request != slowest).Max(t => t.Value) ?? 0)}."]
                    : [];
            case LoadMetric.Errors or LoadMetric.Burn when requests.Sum(r => r.Counts.Failed) is > 0 and var all:
                SeriesSummary most = requests.MaxBy(r => r.Counts.Failed)!;
                string kind = most.Errors.Count == 0 ? "" : $", mostly {CauseText.Name(most.Errors.MaxBy(e => e.Value).Key)}";
                return [$"Of the failures, {MetricFormat.Format(MetricUnit.Share, (double)most.Counts.Failed / all)} are of {CauseText.Name(most.Title)}{kind}."];
            default:
                return [];
        }
    }

    private static SeriesSummary[] Requests(ScenarioSummary scenario) =>
        [.. scenario.Series.Where(s => SeriesKey.KindOf(s.Key) == SeriesKind.Request)];

    // The rule has been judged, by how runs differ, too; here it is only asked which request differs from the others.
    private static IEnumerable<Grown> Compare(
        SeriesSummary[] requests, IReadOnlyList<ScenarioSummary> baseline, (string Metric, string Aggregate) metric)
    {
        MetricDefinition definition = MetricCatalog.Find(MetricKind.Load, metric.Metric)!;
        (SeriesSummary Request, RegressionInput Input)[] tests =
        [
            .. from request in requests
               let head = Blocks(request, metric)
               where head is not null
               let runs = (IReadOnlyList<double>[])[.. Same(baseline, request.Key).Select(s => Blocks(s, metric)).Where(b => b?.Seconds == head.Seconds).Select(b => b!.Values)]
               where runs.Length > 0
               select (request, new RegressionInput
               {
                   Baseline = [.. runs.SelectMany(r => r)],
                   Head = head.Values,
                   Worse = definition.Worse,
                   Margin = Margin,
                   Negligible = definition.Negligible,
                   Unit = definition.Unit,
               }),
        ];
        return tests.Zip(RegressionTest.JudgeFamily([.. tests.Select(t => t.Input)]), (test, result) => new Grown(test.Request, test.Input, result))
            .Where(g => g.Result.Outcome == RegressionOutcome.Worse);
    }

    private static string Words(
        BudgetRule rule, Grown grown, ScenarioSummary head, IReadOnlyList<ScenarioSummary> baseline, (string Metric, string Aggregate) metric)
    {
        MetricUnit unit = MetricCatalog.Find(MetricKind.Load, metric.Metric)!.Unit;
        string change = CauseText.Change(unit, Samples.Median(grown.Input.Baseline), Samples.Median(grown.Input.Head));
        string by = ChangeText.Of(grown.Result.Shift, grown.Result.Low, grown.Result.High);
        string verb = unit == MetricUnit.Milliseconds ? "got slower" : "fails more often";
        string named = metric.Aggregate.Length == 0 ? metric.Metric : $"{metric.Metric} {metric.Aggregate}";
        string why = LoadSide.Of(Same(baseline, grown.Request.Key)) is { } before && LoadSide.Of([grown.Request]) is { } now
            ? string.Concat(LoadCauses.OfGrowth(rule with { Metric = rule.Metric with { Metric = metric.Metric } }, before, now).Take(1))
            : "";
        string? timing = TimingCauses.OfGrowth(grown.Request.Key, head, baseline).FirstOrDefault();
        return $"{CauseText.Name(grown.Request.Title)} {verb}: {named} {change}, {by}." + (why.Length == 0 ? "" : $" {why}")
            + (timing is null ? "" : $" {timing}");
    }

    private static BlockSeries? Blocks(SeriesSummary series, (string Metric, string Aggregate) metric) =>
        series.Blocks.FirstOrDefault(b => b.Metric == metric.Metric && b.Aggregate == metric.Aggregate && b.Values.Count > 0);

    private static IEnumerable<SeriesSummary> Same(IReadOnlyList<ScenarioSummary> runs, string key) =>
        runs.SelectMany(r => r.Series).Where(s => s.Key == key);

    private static double? Read(ScenarioSummary scenario, SeriesSummary series, string metric, string aggregate) =>
        LoadNumbers.OfAll(scenario, series).Read(new MetricReference(scenario.Name, metric, aggregate)).Value;

    private sealed record Grown(SeriesSummary Request, RegressionInput Input, RegressionResult Result);
}
