using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Statistics;

namespace PerfFunctions.Engine.Verdicts;

/// <summary>
/// Evaluates growth of a metric with one value per run, such as a breakpoint, against the median of the baseline's runs. It fails
/// where it lies past the limit by more than one more run may differ from these.
/// </summary>
internal static class WholeRunRule
{
    private const double Level = 0.95;

    public static RuleResult Judge(BudgetRule rule, MetricDefinition metric, double current, IReadOnlyList<double> runs)
    {
        double before = Samples.Median(runs);
        if (before == 0 && current != 0)
        {
            if (metric.IsExact)
            {
                return FromZero(rule, metric, current, runs.Count);
            }

            const string Reason = "the baseline is zero, so the growth is undefined";
            return RuleEvaluator.Row(rule, MetricUnit.Share, MetricReading.None(Reason), RuleStatus.NoData, Reason, 3);
        }

        double change = before == 0 ? 0 : (current - before) / Math.Abs(before);

        // Adding zero makes the negative zero of an unchanged number a zero.
        double growth = (metric.Worse == MetricDirection.Higher ? change : -change) + 0.0;
        bool passes = RuleEvaluator.Passes(growth, rule.Operator, rule.Limit);
        int digits = MetricFormat.DistinguishingDigits(MetricUnit.Share, growth, rule.Limit);
        int valueDigits = MetricFormat.DistinguishingDigits(metric.Unit, before, current);
        string reason = RuleReason.OfGrowth(rule, growth, passes, digits, metric.Unit, before, current);
        ShiftEstimate interval = metric.IsExact ? new ShiftEstimate(change, change, change) : Interval(before, current, runs);
        bool isOpen = !passes
            && RuleEvaluator.Passes(metric.Worse == MetricDirection.Higher ? interval.Low : -interval.High, rule.Operator, rule.Limit);
        RuleStatus status = passes ? RuleStatus.Pass : isOpen ? RuleStatus.Inconclusive : RuleEvaluator.FailureStatus(rule.Level);
        reason = isOpen ? $"inconclusive: {reason}, and single runs may differ by as much" : reason;
        return RuleEvaluator.Row(rule, MetricUnit.Share, MetricReading.Of(growth), status, reason, digits) with
        {
            Comparison = new RuleComparison
            {
                Base = before,
                Head = current,
                BaseText = MetricFormat.Format(metric.Unit, before, valueDigits),
                HeadText = MetricFormat.Format(metric.Unit, current, valueDigits),
                ChangeText = ChangeText.Of(change, interval.Low, interval.High),
                Shift = change,
                Low = interval.Low,
                High = interval.High,
                Level = Level,
                MoreNeeded = isOpen ? 0 : null,
                Margin = metric.Worse == MetricDirection.Higher ? rule.Limit : -rule.Limit,
                BaseRuns = runs.Count,
                SampleBase = runs.Count,
                SampleHead = 1,
            },
        };
    }

    // Of what is exact, more than nothing is more, though no share of nothing.
    private static RuleResult FromZero(BudgetRule rule, MetricDefinition metric, double current, int runs)
    {
        (string was, string isNow) = (MetricFormat.Format(metric.Unit, 0), MetricFormat.Format(metric.Unit, current));
        string reason = $"{was} before, {isNow} now";
        RuleStatus status = metric.Worse == MetricDirection.Higher ? RuleEvaluator.FailureStatus(rule.Level) : RuleStatus.Pass;
        return RuleEvaluator.Row(rule, MetricUnit.Share, MetricReading.None(reason), status, reason, 3) with
        {
            Actual = "more than zero",
            Comparison = new RuleComparison
            {
                Base = 0,
                Head = current,
                BaseText = was,
                HeadText = isNow,
                ChangeText = ChangeText.Of(null, null, null),
                Margin = metric.Worse == MetricDirection.Higher ? rule.Limit : -rule.Limit,
                BaseRuns = runs,
                SampleBase = runs,
                SampleHead = 1,
            },
        };
    }

    // As a share of the number before, where one more run of the baseline's kind may lie.
    private static ShiftEstimate Interval(double before, double current, IReadOnlyList<double> runs)
    {
        bool isRatio = current > 0 && runs.All(r => r > 0);
        RunScatter scatter = RunScatter.Of([.. runs.Select(r => new[] { r })], isRatio)!.Value;
        double shift = isRatio ? (current / before) - 1 : current - before;
        ShiftEstimate wide = scatter.Widen(new ShiftEstimate(shift, shift, shift), Level);
        return isRatio || before == 0 ? wide : HodgesLehmann.Share(wide, before);
    }
}
