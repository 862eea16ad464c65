using System.Globalization;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Conditions;

/// <summary>Says in a sentence what ended load early.</summary>
public static class ConditionText
{
    /// <summary>Condition, value and second: <c>'browse.errors > 50% for 10s' was true after 42 s: 63.2 %.</c></summary>
    public static string Of(ConditionHit hit, PerfPlan? plan)
    {
        LoadCondition? condition = plan?.Abort.Concat(plan.Load.Select(s => s.Until).OfType<LoadCondition>())
            .FirstOrDefault(c => c.Expression == hit.Expression && c.Metric.Subject == hit.Scenario);
        MetricUnit unit = MetricCatalog.Find(MetricKind.Load, condition?.Metric.Metric ?? "")?.Unit ?? MetricUnit.Score;
        int digits = condition is null ? 3 : MetricFormat.DistinguishingDigits(unit, hit.Value, condition.Limit);
        return string.Create(CultureInfo.InvariantCulture,
            $"'{hit.Expression}' was true after {hit.Second + 1} s: {MetricFormat.Format(unit, hit.Value, digits)}.");
    }
}
