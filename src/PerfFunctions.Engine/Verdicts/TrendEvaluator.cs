using System.Globalization;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Statistics;
using PerfFunctions.Engine.Trends;

namespace PerfFunctions.Engine.Verdicts;

/// <summary>Judges whether the newest runs of a plan, this one the last of them, hold the level of those before.</summary>
internal static class TrendEvaluator
{
    // A month of nights: an older change has been lived with.
    private const int Newest = 30;

    public static RuleResult Judge(BudgetRule rule, EvaluationInput input)
    {
        MetricDefinition metric = MetricCatalog.Find(rule.Kind, rule.Metric.Metric)
            ?? throw new ArgumentException($"There is no metric '{rule.Metric.Metric}'.", nameof(rule));
        MetricReading now = RuleEvaluator.Finite(input.Current.Read(rule.Metric));
        if (now.Value is not { } current)
        {
            return NoData(rule, now.Missing!);
        }

        TrendSeries series = TrendSeries.Of(metric, rule.Metric, [.. input.History, Current(rule, input, current)]);
        TrendResult result = TrendStability.Judge(series.Values, [.. series.Changes.Select(c => c.Point)], new TrendRule
        {
            Worse = metric.Worse,
            Margin = BudgetRule.TrendMargin,
            Newest = Newest,
            AcceptedUpTo = AcceptedUpTo(series, input.AcceptedRun),
        });
        return result.Outcome switch
        {
            // A change can no more make up for missing nights than it has brought about what they show.
            TrendOutcome.NoData when input.IsChange && rule.Level == BudgetLevel.Fail =>
                NoData(rule with { Level = BudgetLevel.Warn }, $"{TooFew(series.Values.Count)}; on a change this only warns"),
            TrendOutcome.NoData => NoData(rule, TooFew(series.Values.Count)),
            TrendOutcome.Worse when input.IsChange =>
                Row(rule, result, RuleStatus.Warn, $"{Reason(series, result)}; the level changed before this change, so it only warns"),
            TrendOutcome.Worse => Row(rule, result, RuleEvaluator.FailureStatus(rule.Level), Reason(series, result)),
            _ => Row(rule, result, RuleStatus.Pass, string.Create(CultureInfo.InvariantCulture,
                $"passed: no lasting regression of more than {Share(BudgetRule.TrendMargin)} in the newest {Math.Min(Newest, series.Values.Count)} runs")),
        };
    }

    private static TrendRun Current(BudgetRule rule, EvaluationInput input, double value) => new()
    {
        RunId = input.RunId,
        StartedAt = default,
        Commit = input.Commit,
        Outcome = default,
        Values = [new TrendValue(rule.Kind, rule.Metric, value)],
    };

    // The accepted run may have lacked this number: then what lies before the first run after it counts as accepted.
    private static int? AcceptedUpTo(TrendSeries series, string? accepted)
    {
        int count = accepted is null ? 0 : series.Runs.Count(r => string.CompareOrdinal(r.RunId, accepted) <= 0);
        return count == 0 ? null : count - 1;
    }

    private static string TooFew(int runs)
    {
        const int Needed = 2 * ChangePoints.DefaultMinSegment;
        return runs == 1
            ? $"one run is not a trend; {Needed} runs under the same conditions are needed"
            : $"{runs} runs under the same conditions, including this one, are too few for a trend; {Needed} are needed";
    }

    private static string Reason(TrendSeries series, TrendResult result)
    {
        TrendChange cause = series.Changes.First(c => c.Point == result.Cause);
        double now = series.Changes[^1].Point.After;
        MetricUnit unit = series.Definition.Unit;
        int digits = MetricFormat.DistinguishingDigits(unit, cause.Point.Before, now);
        string worse = double.IsFinite(result.Growth) ? $"{Share(result.Growth)} worse" : "worse from zero";
        string commits = cause.Commits is { } range ? $", {range}" : "";
        int since = series.Values.Count - cause.Point.Index;
        return string.Create(CultureInfo.InvariantCulture,
            $"the level is {worse} since run {cause.FirstAfter.RunId}{commits} ({MetricFormat.Format(unit, cause.Point.Before, digits)} before, " +
            $"{MetricFormat.Format(unit, now, digits)} now, for {since} runs)");
    }

    private static RuleResult Row(BudgetRule rule, TrendResult result, RuleStatus status, string reason)
    {
        bool hasMeasure = double.IsFinite(result.Growth);
        int digits = hasMeasure ? MetricFormat.DistinguishingDigits(MetricUnit.Share, result.Growth, rule.Limit) : 3;
        RuleResult row = RuleEvaluator.Row(
            rule, MetricUnit.Share, hasMeasure ? MetricReading.Of(result.Growth) : MetricReading.None(reason), status, reason, digits);
        return hasMeasure ? row : row with { Actual = "more than zero" };
    }

    private static RuleResult NoData(BudgetRule rule, string reason) =>
        RuleEvaluator.Row(rule, MetricUnit.Share, MetricReading.None(reason), RuleStatus.NoData, reason, 3);

    private static string Share(double share) => MetricFormat.Format(MetricUnit.Share, share);
}
