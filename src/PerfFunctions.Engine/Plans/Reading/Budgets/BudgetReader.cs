using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Lighthouse;

namespace PerfFunctions.Engine.Plans.Reading.Budgets;

/// <summary>Reads <c>budgets:</c>.</summary>
internal static class BudgetReader
{
    public static IReadOnlyList<BudgetRule> ReadAll(Field field, PerfPlan plan, BudgetSubjects subjects)
    {
        IReadOnlyList<Field> items = field.Items(PlanLimits.Budgets, "a list of rules, such as - browse.latency.p95 < 300ms") ?? [];
        BudgetRule[] rules = [.. items.SelectMany(item => IsLighthouse(item) ? ReadLighthouse(item, plan, subjects) : Read(item, subjects))];
        if (rules.Length > PlanLimits.Budgets)
        {
            field.Refuse($"the budgets have {rules.Length} rules in total, one per page and request", $"at most {PlanLimits.Budgets}");
        }

        return rules;
    }

    /// <summary>Reads <c>benchmarks:</c>.</summary>
    public static IReadOnlyList<BudgetRule> ReadBenchmarks(Field field)
    {
        IReadOnlyList<Field> items = field.Items(PlanLimits.Budgets, $"a list of rules, such as - {BenchmarkNames.Example}") ?? [];
        return [.. items.SelectMany(item => Read(item, BudgetSubjects.OfBenchmarks))];
    }

    private static bool IsLighthouse(Field item) => item.Node is MapNode map && map.Entries.Any(e => BudgetKeys.Lighthouse.Keys.Contains(e.Key));

    private static IReadOnlyList<BudgetRule> ReadLighthouse(Field item, PerfPlan plan, BudgetSubjects subjects) =>
        BudgetKeys.Lighthouse.Read(item, null) is { } file ? LighthouseReader.Read(file, plan, subjects) : [];

    private static IReadOnlyList<BudgetRule> Read(Field item, BudgetSubjects subjects)
    {
        if (item.Node is ScalarNode)
        {
            return ReadRules(item, subjects);
        }

        BudgetDraft budget = BudgetKeys.Budget.Read(item, new BudgetDraft(subjects));
        return [.. budget.Rules.Select(rule => rule with { Level = budget.Level, Why = budget.Why, Owner = budget.Owner })];
    }

    /// <summary>Reads a rule, or those that a wildcard stands for.</summary>
    public static IReadOnlyList<BudgetRule> ReadRules(Field field, BudgetSubjects subjects) =>
        field.Text(BudgetParser.Allowed, PlanLimits.TextLength) is { } expression
            ? ReadAll(field, RuleWildcards.WriteOut(expression, subjects), subjects)
            : [];

    // Rules that a wildcard stands for have the same mistake, if any.
    private static IReadOnlyList<BudgetRule> ReadAll(Field field, IReadOnlyList<string> expressions, BudgetSubjects subjects)
    {
        List<BudgetRule> rules = [];
        foreach (string expression in expressions)
        {
            if (ReadRule(field, expression, subjects) is not { } rule)
            {
                return rules;
            }

            rules.Add(rule);
        }

        return rules;
    }

    private static BudgetRule? ReadRule(Field field, string expression, BudgetSubjects subjects)
    {
        if (!BudgetParser.TryParse(expression, subjects, out BudgetRule? rule, out BudgetProblem? problem))
        {
            field.Refuse($"column {problem.Column}: {problem.Message}", problem.Allowed);
            return null;
        }

        if (MetricNames.IsAllLoad(rule.Metric.Subject, subjects) && (rule.IsRegression || rule.Metric.Window is not null))
        {
            field.Refuse($"all scenarios together have no {(rule.IsRegression ? "regression" : "time window")}", "the same rule for each scenario");
            return null;
        }

        return rule with { Line = field.Node.Line };
    }
}
