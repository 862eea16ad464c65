using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Statistics;

namespace PerfFunctions.Engine.Verdicts;

/// <summary>
/// Judges the rules against the baseline, all together: each is a test, and of many tests one fails by chance. The values
/// compared are page loads and blocks of load.
/// </summary>
internal static class RegressionEvaluator
{
    /// <summary>The results, in the order of the rules.</summary>
    public static IReadOnlyList<RuleResult> Judge(IReadOnlyList<BudgetRule> rules, EvaluationInput input)
    {
        RelativeRule[] relative = [.. rules.Select(rule => RelativeRule.Of(rule, input))];
        RelativeRule[] tested = [.. relative.Where(r => r.Test is not null)];
        IReadOnlyList<RegressionResult> results = Family(tested.Select(r => r.Test!), input);
        IReadOnlyList<RegressionResult> quiet = tested.All(r => r.WithoutNoise is null)
            ? results
            : Family(tested.Select(r => r.WithoutNoise ?? r.Test!), input);
        Dictionary<RelativeRule, RuleResult> rows = tested.Zip(results, quiet).ToDictionary(p => p.First, p => OfBoth(p.First, p.Second, p.Third));
        return [.. relative.Select(r => rows.GetValueOrDefault(r) ?? r.Settled!)];
    }

    private static IReadOnlyList<RegressionResult> Family(IEnumerable<RegressionInput> tests, EvaluationInput input) =>
        RegressionTest.JudgeFamily([.. tests.Select(t => t with { MaxValues = input.MaxLoads })], input.OtherComparisons);

    // If the values without noise decide the test, the noisy ones add nothing.
    private static RuleResult OfBoth(RelativeRule relative, RegressionResult all, RegressionResult quiet) =>
        relative.WithoutNoise is null ? OfTest(relative, all, null)
        : quiet.Outcome is RegressionOutcome.Worse or RegressionOutcome.Same or RegressionOutcome.Better
            ? OfTest(relative with { Test = relative.WithoutNoise }, quiet, null)
            : OfTest(relative, all with { MoreNeeded = quiet.MoreNeeded ?? all.MoreNeeded }, Doubt(relative, all.Outcome));

    private static RuleResult OfTest(RelativeRule relative, RegressionResult result, string? doubt)
    {
        BudgetRule rule = relative.Rule;
        double before = Samples.Median(relative.Test!.Baseline);
        double now = Samples.Median(relative.Test.Head);
        double? growth = relative.Metric.Worse == MetricDirection.Higher ? result.Shift : -result.Shift + 0.0;
        RuleStatus status = result.Outcome switch
        {
            RegressionOutcome.Worse => RuleEvaluator.FailureStatus(rule.Level),
            RegressionOutcome.Inconclusive => RuleStatus.Inconclusive,
            _ => RuleStatus.Pass,
        };
        int digits = growth is { } found ? MetricFormat.DistinguishingDigits(MetricUnit.Share, found, rule.Limit) : 3;
        MetricUnit unit = relative.Metric.Unit;
        int valueDigits = MetricFormat.DistinguishingDigits(unit, before, now);
        (string was, string isNow) = (MetricFormat.Format(unit, before, valueDigits), MetricFormat.Format(unit, now, valueDigits));
        string where = relative.Against is { } address ? $"against {address}: " : "";
        string values = relative.Against is null ? $"{was} before, {isNow} now"
            : $"{was} at the base address, {isNow} at the target";
        string lead = doubt is not null ? "" : status switch { RuleStatus.Inconclusive => "inconclusive: ", RuleStatus.Pass => "passed: ", _ => "" };
        string reason = $"{lead}{where}{Words(result)} ({values})";
        if (doubt is not null)
        {
            (status, reason) = (RuleStatus.Inconclusive, $"inconclusive: {reason}, but {doubt}");
        }

        return RuleEvaluator.Row(rule, MetricUnit.Share, growth is { } g ? MetricReading.Of(g) : MetricReading.None(reason), status, reason, digits) with
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

    // Noisy loads make the run look slower than it is, and a noisy baseline makes it look faster.
    private static string? Doubt(RelativeRule relative, RegressionOutcome outcome) => outcome switch
    {
        RegressionOutcome.Worse when relative.HeadNoise is { } head => $"{head}; so the machine may be the cause, not the page",
        RegressionOutcome.Same or RegressionOutcome.Better when relative.BaseNoise is { } @base =>
            $"{@base}; so the page may be slower than measured",
        _ => null,
    };

    // A part of a sentence: without its capital and its full stop.
    private static string Words(RegressionResult result) =>
        result.Reason.StartsWith("The ", StringComparison.Ordinal) ? $"the {result.Reason[4..^1]}" : result.Reason[..^1];
}
