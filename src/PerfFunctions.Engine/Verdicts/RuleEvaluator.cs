using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Verdicts;

/// <summary>Evaluates one rule, and creates its row.</summary>
internal static class RuleEvaluator
{
    /// <summary>Evaluates a rule that only needs the run's own results.</summary>
    public static RuleResult Judge(BudgetRule rule, EvaluationInput input)
    {
        MetricDefinition? metric = rule.Define();
        MetricUnit unit = metric?.Unit ?? MetricUnit.Score;
        MetricReading judged = metric is null
            ? MetricReading.None($"there is no metric '{rule.Metric.Metric}'")
            : Finite(input.Current.Read(rule.Metric with { Window = rule.Window }));
        if (judged.Value is not { } value)
        {
            return Row(rule, unit, judged, RuleStatus.NoData, judged.Missing!, 3);
        }

        bool passes = Passes(value, rule.Operator, rule.Limit);
        int digits = MetricFormat.DistinguishingDigits(unit, value, rule.Limit);
        RuleInterval? interval = judged.Interval is { } found ? RuleInterval.Of(found, unit, digits) : null;
        string reason = RuleReason.Of(rule, unit, value, passes, digits) + (interval is { IsPoint: false } ? $" ({interval})" : "");
        // A rule that fails even without the noise fails.
        bool isOpen = judged.WithoutNoise is not { } alone || Passes(alone, rule.Operator, rule.Limit);
        (RuleStatus status, string explained) = passes ? (RuleStatus.Pass, reason)
            : Noise(FailureStatus(rule.Level), reason, unit, isOpen ? judged.Noise : null);
        return Row(rule, unit, judged, status, explained, digits) with { Interval = interval };
    }

    /// <summary>A failed rule about time whose loads were noisy is inconclusive: the machine may be the cause, not the page.</summary>
    private static (RuleStatus Status, string Reason) Noise(RuleStatus failed, string reason, MetricUnit unit, string? noisy) =>
        noisy is null || unit != MetricUnit.Milliseconds
            ? (failed, reason)
            : (RuleStatus.Inconclusive, $"inconclusive: {reason}, but {noisy}; so the machine may be the cause, not the page");

    /// <summary>A row of the verdict.</summary>
    public static RuleResult Row(
        BudgetRule rule, MetricUnit unit, MetricReading judged, RuleStatus status, string reason, int digits) => new()
        {
            Rule = rule.Expression,
            Status = rule.Level == BudgetLevel.Off ? RuleStatus.Off : status,
            Level = rule.Level,
            Expected = MetricFormat.Format(unit, rule.Limit, digits),
            Actual = judged.Value is { } value ? MetricFormat.Format(unit, value, digits) : MetricFormat.NoData,
            Operator = BudgetParser.Symbol(rule.Operator),
            Value = judged.Value,
            Limit = rule.Limit,
            Reason = reason,
            Why = rule.Why,
            Owner = rule.Owner,
            Line = rule.Line,
        };

    /// <summary>The status of a failed rule.</summary>
    public static RuleStatus FailureStatus(BudgetLevel level) => level == BudgetLevel.Warn ? RuleStatus.Warn : RuleStatus.Fail;

    /// <summary>Whether a value satisfies its limit.</summary>
    public static bool Passes(double value, BudgetOperator op, double limit) => op switch
    {
        BudgetOperator.Below => value < limit,
        BudgetOperator.AtMost => value <= limit,
        BudgetOperator.Above => value > limit,
        _ => value >= limit,
    };

    /// <summary>The reading, but for a number that is none.</summary>
    public static MetricReading Finite(MetricReading reading)
    {
        if (reading.Value is not { } value)
        {
            return reading.Missing is null ? MetricReading.None("it was not measured") : reading;
        }

        return double.IsFinite(value) ? reading : MetricReading.None("the measured value is not a finite number");
    }
}
