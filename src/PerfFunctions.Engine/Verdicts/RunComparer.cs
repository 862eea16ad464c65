using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Statistics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Verdicts;

/// <summary>
/// Compares any two runs as a relative budget compares a run with its baseline. Each number is tested by itself, at 95 %: this is
/// to look with, and of many numbers one may differ by chance. Budgets, which block a change, are corrected for that.
/// </summary>
public static class RunComparer
{
    /// <summary>Within 5 % two numbers are the same unless something else is asked for.</summary>
    public const double UsualMargin = 0.05;

    private static readonly string[] OfPages =
        [PageMetric.Lcp, PageMetric.Fcp, PageMetric.Ttfb, PageMetric.Inp, PageMetric.Cls, PageMetric.Load, PageMetric.SpeedIndex, PageMetric.Tbt, PageMetric.Main, PageMetric.Bytes, PageMetric.Requests, PageMetric.UnusedScript];

    /// <summary>Compares.</summary>
    /// <param name="before">The run that is compared with.</param>
    /// <param name="now">The run that is judged.</param>
    /// <param name="margin">The change, as a share, within which two numbers are the same.</param>
    public static RunComparison Compare(RunSummary before, RunSummary now, double margin)
    {
        EvaluationInput input = new() { RunId = now.RunId, Rules = [], Current = new OwnNumbers(now), Baseline = [new OwnNumbers(before)] };
        return new RunComparison(margin,
        [
            .. Rules(before, now, margin).Where(rule => IsMeasured(input.Current, rule) || IsMeasured(input.Baseline[0], rule))
                .Select(rule => Compared(rule, RegressionEvaluator.Judge([rule], input)[0])),
        ]);
    }

    private static IEnumerable<BudgetRule> Rules(RunSummary before, RunSummary now, double margin) =>
    [
        .. from name in now.Scenarios.Concat(before.Scenarios).Select(s => s.Name).Distinct()
           from metric in BlockMerger.Usual
           select Rule(MetricKind.Load, new(name, metric.Metric, metric.Aggregate), margin),
        .. from scenario in now.Scenarios.Concat(before.Scenarios)
           from series in scenario.Series
           from blocks in series.Blocks
           select new MetricReference(scenario.Name, SeriesMetrics.NameOf(series.Key, blocks.Metric), blocks.Aggregate) into metric
           where MetricCatalog.Find(MetricKind.Load, metric.Metric) is not null && SeriesKey.KindOf(metric.Metric) != SeriesKind.Measure
           group metric by metric into same
           select Rule(MetricKind.Load, same.Key, margin),
        .. from name in now.Pages.Concat(before.Pages).Select(p => p.Name).Distinct()
           from metric in OfPages
           select Rule(MetricKind.Page, new(name, metric, "p50"), margin),
    ];

    private static BudgetRule Rule(MetricKind kind, MetricReference metric, double margin) =>
        new(kind == MetricKind.Page ? $"{metric.Subject}.{metric.Metric}" : metric.ToString(), metric, IsRegression: true, BudgetOperator.Below,
            margin)
        {
            Kind = kind,
        };

    private static bool IsMeasured(IMetricReader run, BudgetRule rule) => run.Read(rule.Metric).Value is not null;

    private static ComparedNumber Compared(BudgetRule rule, RuleResult row) => new(
        rule.Expression,
        rule.Kind,
        row.Status switch
        {
            RuleStatus.Pass => IsBetter(row.Comparison!) ? RegressionOutcome.Better : RegressionOutcome.Same,
            RuleStatus.Inconclusive => RegressionOutcome.Inconclusive,
            RuleStatus.NoData => RegressionOutcome.NoData,
            _ => RegressionOutcome.Worse,
        },
        row.Reason,
        row.Comparison);

    // The margin has the sign of what is worse.
    private static bool IsBetter(RuleComparison compared) =>
        compared.Margin > 0 ? compared.High < -compared.Margin : compared.Low > -compared.Margin;

    /// <summary>The numbers of a run, whatever address it was measured against.</summary>
    private sealed class OwnNumbers(RunSummary run) : IMetricReader
    {
        private readonly SummaryReader _numbers = new(run);

        public MetricReading Read(MetricReference reference) => _numbers.Read(reference);

        public SampleSet Samples(MetricReference reference) => _numbers.Samples(reference);
    }
}
