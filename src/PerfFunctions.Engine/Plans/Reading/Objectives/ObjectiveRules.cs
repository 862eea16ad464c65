using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Objectives;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Units;

namespace PerfFunctions.Engine.Plans.Reading.Objectives;

/// <summary>Derives budgets from a journey.</summary>
/// <param name="journey">The journey.</param>
/// <param name="owner">Who answers for the system; null when it is not said.</param>
/// <param name="subjects">What the plan measures.</param>
internal sealed class ObjectiveRules(Journey journey, string? owner, BudgetSubjects subjects)
{
    /// <summary>The budgets of a plan: its own, then those that derive from objectives and that it has no rule of its own for.</summary>
    /// <param name="own">Budgets of the plan.</param>
    /// <param name="derived">Those of its objectives.</param>
    /// <param name="field">The objectives; reports when there are too many.</param>
    public static IReadOnlyList<BudgetRule> AddTo(IReadOnlyList<BudgetRule> own, IReadOnlyList<BudgetRule> derived, Field field)
    {
        BudgetRule[] all = [.. own, .. derived.Where(rule => !own.Any(o => Replaces(o, rule))).DistinctBy(rule => rule.Expression)];
        if (own.Count <= PlanLimits.Budgets && all.Length > PlanLimits.Budgets)
        {
            field.Refuse($"the plan has {all.Length} budgets together with those of its objectives", $"at most {PlanLimits.Budgets}");
        }

        return all;
    }

    /// <summary>The rules, in the order of the journey's keys; reports a target that nothing measures.</summary>
    /// <param name="map">The journey in the plan.</param>
    public IReadOnlyList<BudgetRule> Read(MapField map) =>
    [
        .. journey.Availability is { } good
            ? Rule(map.Get("availability"), $"{LoadMetric.Errors} < {Percents.Format((double)(1 - (decimal)good))}")
            : [],
        .. journey.Latency.SelectMany(l => Rule(map.Get("latency"), $"{l.Metric} < {Durations.Format(l.Limit)}")),
        .. journey.Metrics.SelectMany(m => RuleOf(map.Get("metrics"), m)),
        .. journey.Throughput is { } rate ? Rule(map.Get("throughput"), $"{LoadMetric.Throughput} >= {Rates.Format(rate)}") : [],
    ];

    // A limit of another metric is the worst that it may be.
    private IReadOnlyList<BudgetRule> RuleOf(Field? field, MetricObjective metric)
    {
        string below = $"{metric.Metric} < {metric.Limit}";
        return BudgetParser.TryParse($"{journey.Subject}.{below}", subjects, out BudgetRule? rule, out _)
            && rule.Define()?.Worse == MetricDirection.Lower
                ? Rule(field, $"{metric.Metric} >= {metric.Limit}")
                : Rule(field, below);
    }

    private IReadOnlyList<BudgetRule> Rule(Field? field, string condition)
    {
        string expression = $"{journey.Subject}.{condition}";
        if (BudgetParser.TryParse(expression, subjects, out BudgetRule? rule, out BudgetProblem? problem))
        {
            return [rule with { Why = $"objective {journey.Name}", Owner = owner, Line = field?.Node.Line ?? 0 }];
        }

        field?.Refuse($"'{expression}' cannot be a budget: {problem.Message}", problem.Allowed);
        return [];
    }

    private static bool Replaces(BudgetRule own, BudgetRule derived) =>
        own is { IsRegression: false, IsTrend: false, Window: null } && own.Metric == derived.Metric && IsUpper(own) == IsUpper(derived);

    private static bool IsUpper(BudgetRule rule) => rule.Operator is BudgetOperator.Below or BudgetOperator.AtMost;
}
