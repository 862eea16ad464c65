using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.K6;
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
    /// <remarks>Requests with <c>onFailure: abort</c> have conditions of their own, which always apply.</remarks>
    public static IReadOnlyList<LoadCondition> ReadAbort(Field? field, IReadOnlyList<string> scenarios, IReadOnlyList<Scenario> load)
    {
        if (field is { Node: ScalarNode scalar, IsEmpty: false })
        {
            if (scalar.Text != Off)
            {
                field.Refuse("this is neither a list of conditions nor off", AbortAllowed);
            }

            return OnFailure(load);
        }

        BudgetSubjects subjects = new(scenarios, []) { Series = BudgetSubjectsReader.SeriesOf(load) };
        IReadOnlyList<Field> items = field?.Items(PlanLimits.Conditions, AbortAllowed) ?? [];
        List<LoadCondition> conditions = [];
        foreach (Field item in items)
        {
            IReadOnlyList<LoadCondition> read = Read(item, subjects, self: null);
            conditions.AddRange(read);
            if (read is [{ } condition] && condition.Metric.Metric == "dropped"
                && load.Any(s => s.Name == condition.Metric.Subject && s.Model is not ArrivalModel))
            {
                item.Refuse("this never becomes true: a closed model drops no arrivals", "latency, service, errors or throughput");
            }
        }

        return [.. conditions, .. scenarios.Select(ConditionParser.BuiltIn), .. OnFailure(load)];
    }

    /// <summary>What ends a scenario; it is about this scenario, named or not.</summary>
    /// <remarks>A scenario with an invalid name has been reported; its condition could not be resolved.</remarks>
    public static LoadCondition? ReadUntil(Field field, string scenario, IReadOnlyList<FlowStep> flow)
    {
        if (!SubjectNames.IsName(scenario) || field.Text(ConditionParser.Allowed, PlanLimits.TextLength) is not { } expression)
        {
            return null;
        }

        Dictionary<string, IReadOnlyList<LoadSeries>> series = flow.Count == 0 ? [] : new() { [scenario] = ScenarioSeries.Of(flow).All };
        return Read(field, expression, new BudgetSubjects([scenario], []) { Series = series }, scenario);
    }

    private static IReadOnlyList<LoadCondition> OnFailure(IReadOnlyList<Scenario> load) =>
    [
        .. from scenario in load
           let series = ScenarioSeries.Of(scenario.Steps)
           from request in ScenarioSeries.Walk(scenario.Steps).OfType<RequestStep>()
               .Where(r => scenario.OnFailureOf(r) == FailureAction.Abort).Select(r => r.Name).Distinct()
           select ConditionParser.OnFailure(scenario.Name, series.KeyOf(SeriesKey.Request, request)),
        .. from scenario in load
           where ScenarioSeries.Walk(scenario.Steps).OfType<K6Step>().Any(s => s.Series.Checks.Contains(K6Script.NotAborted))
           select ConditionParser.OnFailedCheck(
               scenario.Name, ScenarioSeries.Of(scenario.Steps).KeyOf(SeriesKey.Check, K6Script.NotAborted)),
    ];

    private static IReadOnlyList<LoadCondition> Read(Field field, BudgetSubjects subjects, string? self)
    {
        if (field.Text(ConditionParser.Allowed, PlanLimits.TextLength) is not { } text)
        {
            return [];
        }

        List<LoadCondition> conditions = [];
        foreach (string expression in RuleWildcards.WriteOut(text, subjects))
        {
            if (Read(field, expression, subjects, self) is not { } condition)
            {
                break;
            }

            conditions.Add(condition);
        }

        return conditions;
    }

    private static LoadCondition? Read(Field field, string expression, BudgetSubjects subjects, string? self)
    {
        if (!ConditionParser.TryParse(expression, subjects, self, out LoadCondition? condition, out BudgetProblem? problem))
        {
            field.Refuse($"column {problem.Column}: {problem.Message}", problem.Allowed);
            return null;
        }

        return condition with { Line = field.Node.Line };
    }
}
