using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Verdicts;

/// <summary>Says in one sentence by how much a rule was kept or broken.</summary>
internal static class RuleReason
{
    private const int DistanceDigits = 2;

    public static string Of(BudgetRule rule, MetricUnit unit, double value, bool isKept, int digits)
    {
        string actual = MetricFormat.Format(unit, value, digits);
        string limit = MetricFormat.Format(unit, rule.Limit, digits);
        string side = rule.Operator is BudgetOperator.Below or BudgetOperator.AtMost ? "over" : "under";
        if (value == rule.Limit)
        {
            return isKept
                ? "kept, exactly at the limit"
                : $"{actual} is at the limit, and has to stay {(side == "over" ? "below" : "above")} it";
        }

        if (rule.Limit == 0)
        {
            return isKept ? "kept" : $"{actual} is {side} the limit of {limit}";
        }

        string distance = Percent(Math.Abs(value - rule.Limit) / Math.Abs(rule.Limit));
        return isKept ? $"kept with {distance} to spare" : $"{actual} is {distance} {side} the limit of {limit}";
    }

    public static string OfGrowth(
        BudgetRule rule, double growth, bool isKept, int digits, MetricUnit unit, double before, double now)
    {
        int valueDigits = MetricFormat.DigitsToTell(unit, before, now);
        string was = MetricFormat.Format(unit, before, valueDigits);
        string change = $"{was} before, {MetricFormat.Format(unit, now, valueDigits)} now";
        string percent = MetricFormat.Format(MetricUnit.Share, Math.Abs(growth), digits);
        string limit = MetricFormat.Format(MetricUnit.Share, rule.Limit, digits);
        string trend = growth == 0 ? "unchanged" : $"{percent} {(growth > 0 ? "worse" : "better")} than the baseline";
        return isKept ? $"kept: {trend} ({change})" : $"{trend} ({change}); the limit is {limit}";
    }

    private static string Percent(double share) => MetricFormat.Format(MetricUnit.Share, share, DistanceDigits);
}
