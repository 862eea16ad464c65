using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Budgets;

/// <summary>Reads <c>abort:</c> of a plan and <c>until:</c> of a scenario.</summary>
internal static class ConditionReader
{
    private const string AbortAllowed = "a list of conditions, such as [ 'browse.errors > 50% for 10s' ], or off";
    private const string Off = "off";

    /// <summary>The plan's own conditions, then the built-in ones; none at all for <c>abort: off</c>.</summary>
    /// <param name="field">The list; null when the plan has none.</param>
    /// <param name="scenarios">Names of the scenarios as the file has them.</param>
    /// <param name="load">Those that could be read.</param>
    public static IReadOnlyList<LoadCondition> ReadAbort(Field? field, IReadOnlyList<string> scenarios, IReadOnlyList<Scenario> load)
    {
        if (field is { Node: ScalarNode scalar, IsEmpty: false })
        {
            if (scalar.Text != Off)
            {
                field.Refuse("this is neither a list of conditions nor off", AbortAllowed);
            }

            return [];
        }

        IReadOnlyList<Field> items = field?.Items(PlanLimits.Conditions, AbortAllowed) ?? [];
        List<LoadCondition> conditions = [];
        foreach (Field item in items)
        {
            if (Read(item, scenarios, self: null) is not { } condition)
            {
                continue;
            }

            conditions.Add(condition);
            if (condition.Metric.Metric == "dropped" && load.Any(s => s.Name == condition.Metric.Subject && s.Model is not ArrivalModel))
            {
                item.Refuse("this never becomes true: a closed model drops no arrivals", "latency, service, errors or throughput");
            }
        }

        return [.. conditions, .. scenarios.Select(ConditionParser.BuiltIn)];
    }

    /// <summary>What ends a scenario; it is about this scenario, named or not.</summary>
    /// <remarks>A scenario with an invalid name has been reported; its condition could not be resolved.</remarks>
    public static LoadCondition? ReadUntil(Field field, string scenario) =>
        SubjectNames.IsName(scenario) ? Read(field, [scenario], scenario) : null;

    private static LoadCondition? Read(Field field, IReadOnlyList<string> scenarios, string? self)
    {
        if (field.Text(ConditionParser.Allowed, PlanLimits.TextLength) is not { } expression)
        {
            return null;
        }

        if (!ConditionParser.TryParse(expression, scenarios, self, out LoadCondition? condition, out BudgetProblem? problem))
        {
            field.Refuse($"column {problem.Column}: {problem.Message}", problem.Allowed);
            return null;
        }

        return condition with { Line = field.Node.Line };
    }
}
