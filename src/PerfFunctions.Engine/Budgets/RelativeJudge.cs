using PerfFunctions.Engine.Measurements;
using PerfFunctions.Engine.Statistics;

namespace PerfFunctions.Engine.Budgets;

/// <summary>
/// Judges the rules against the baseline, all together: each is a test, and of many tests one fails by chance. The values
/// compared are page loads and blocks of load.
/// </summary>
internal static class RelativeJudge
{
    /// <summary>The results, in the order of the rules.</summary>
    public static IReadOnlyList<RuleResult> Judge(IReadOnlyList<BudgetRule> rules, JudgeInput input)
    {
        RelativeRule[] relative = [.. rules.Select(rule => RelativeRule.Of(rule, input))];
        RelativeRule[] tested = [.. relative.Where(r => r.Test is not null)];
        IReadOnlyList<RegressionResult> results = RegressionTest.JudgeFamily([.. tested.Select(r => r.Test!)], input.OtherComparisons);
        Dictionary<RelativeRule, RegressionResult> byRule = tested.Zip(results).ToDictionary(p => p.First, p => p.Second);
        return [.. relative.Select(r => byRule.TryGetValue(r, out RegressionResult? result) ? OfTest(r, result) : r.Settled!)];
    }

    private static RuleResult OfTest(RelativeRule relative, RegressionResult result)
    {
        BudgetRule rule = relative.Rule;
        double before = Samples.Median(relative.Test!.Baseline);
        double now = Samples.Median(relative.Test.Head);
        double? growth = relative.Metric.Worse == MetricDirection.Higher ? result.Shift : -result.Shift + 0.0;
        RuleStatus status = result.Outcome switch
        {
            RegressionOutcome.Worse => RuleJudge.Broken(rule.Level),
            RegressionOutcome.Inconclusive => RuleStatus.Inconclusive,
            _ => RuleStatus.Pass,
        };
        int digits = growth is { } found ? MetricFormat.DigitsToTell(MetricUnit.Share, found, rule.Limit) : 3;
        MetricUnit unit = relative.Metric.Unit;
        int valueDigits = MetricFormat.DigitsToTell(unit, before, now);
        (string was, string isNow) = (MetricFormat.Format(unit, before, valueDigits), MetricFormat.Format(unit, now, valueDigits));
        string where = relative.Against is { } address ? $"against {address}: " : "";
        string values = relative.Against is null ? $"{was} before, {isNow} now" : $"{was} there, {isNow} here";
        string lead = status switch { RuleStatus.Inconclusive => "inconclusive: ", RuleStatus.Pass => "kept: ", _ => "" };
        string reason = $"{lead}{where}{Words(result)} ({values})";
        if (result.Outcome == RegressionOutcome.Worse)
        {
            (status, reason) = RuleJudge.Disturbed(status, reason, unit, relative.Disturbed);
        }

        return RuleJudge.Row(rule, MetricUnit.Share, growth is { } g ? MetricReading.Of(g) : MetricReading.None(reason), status, reason, digits) with
        {
            Actual = growth is { } shown ? MetricFormat.Format(MetricUnit.Share, shown, digits) : "more than zero",
            Comparison = new RuleComparison
            {
                Base = before,
                Head = now,
                BaseText = was,
                HeadText = isNow,
                ChangeText = ChangeText.Of(result.Shift, result.Low, result.High),
                Shift = result.Shift,
                Margin = relative.Metric.Worse == MetricDirection.Higher ? rule.Limit : -rule.Limit,
                Low = result.Low,
                High = result.High,
                Level = result.Level,
                AdjustedPValue = result.AdjustedPValue,
                EffectSize = result.EffectSize,
                SpreadPValue = result.SpreadP,
                Against = relative.Against,
                BaseRuns = Math.Max(1, relative.Test.BaselineRuns.Count),
                RunScatter = result.RunScatter,
                SampleBase = result.SampleBase,
                SampleHead = result.SampleHead,
                MoreNeeded = result.MoreNeeded,
            },
        };
    }

    // A part of a sentence: without its capital and its full stop.
    private static string Words(RegressionResult result) =>
        result.Reason.StartsWith("The ", StringComparison.Ordinal) ? $"the {result.Reason[4..^1]}" : result.Reason[..^1];
}
