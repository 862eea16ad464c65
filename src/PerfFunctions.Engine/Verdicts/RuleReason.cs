using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Verdicts;

/// <summary>Words in one sentence by how much a rule passed or failed.</summary>
internal static class RuleReason
{
    private const int DistanceDigits = 2;

    public static string Of(BudgetRule rule, MetricUnit unit, double value, bool passes, int digits)
    {
        string actual = MetricFormat.Format(unit, value, digits);
        string limit = MetricFormat.Format(unit, rule.Limit, digits);
        bool isMinimum = rule.Operator is BudgetOperator.Above or BudgetOperator.AtLeast;
        if (value == rule.Limit)
        {
            return passes ? "exactly at the limit" : $"{actual} is at the limit and must be {(isMinimum ? "above" : "below")} it";
        }

        string by = rule.Limit == 0 ? "" : $" by {Percent(Math.Abs(value - rule.Limit) / Math.Abs(rule.Limit))}";
        return (passes, isMinimum) switch
        {
            (true, true) => $"above the minimum{by}",
            (true, false) => $"within budget{by}",
            (false, true) => $"{actual} is below the minimum of {limit}{by}",
            (false, false) => $"{actual} is over budget{by} (limit {limit})",
        };
    }

    public static string OfGrowth(
        BudgetRule rule, double growth, bool passes, int digits, MetricUnit unit, double before, double now)
    {
        int valueDigits = MetricFormat.DistinguishingDigits(unit, before, now);
        string was = MetricFormat.Format(unit, before, valueDigits);
        string change = $"{was} before, {MetricFormat.Format(unit, now, valueDigits)} now";
        string percent = MetricFormat.Format(MetricUnit.Share, Math.Abs(growth), digits);
        string limit = MetricFormat.Format(MetricUnit.Share, rule.Limit, digits);
        string trend = growth == 0 ? "unchanged" : $"{percent} {(growth > 0 ? "worse" : "better")} than the baseline";
        return passes ? $"passed: {trend} ({change})" : $"{trend} ({change}); the limit is {limit}";
    }

    private static string Percent(double share) => MetricFormat.Format(MetricUnit.Share, share, DistanceDigits);
}
