using System.Globalization;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Reads <c>check:</c>.</summary>
internal static class CheckReader
{
    private const string Allowed =
        "conditions by name: a JSON path that must be there, such as '$.items[0]', or a map such as { json: $.total, above: 0 } or { within: 300ms }";

    private static readonly Dictionary<string, ComparisonOperator> Operators = new()
    {
        ["equals"] = ComparisonOperator.Equal,
        ["not"] = ComparisonOperator.Unequal,
        ["above"] = ComparisonOperator.Above,
        ["below"] = ComparisonOperator.Below,
        ["contains"] = ComparisonOperator.Contains,
    };

    /// <summary>The checks by name.</summary>
    public static IReadOnlyDictionary<string, ResponseCondition> Read(Field field)
    {
        Dictionary<string, ResponseCondition> checks = [];
        foreach (NamedField entry in field.Entries(PlanLimits.MapEntries, Allowed) ?? [])
        {
            SeriesTitles.Check(entry);
            checks[entry.Name] = entry.Value.Node is MapNode
                ? ReadMap(entry.Value)
                : new ResponseCondition { Source = ValueSources.ReadPath(entry.Value, Allowed) };
        }

        return checks;
    }

    private static ResponseCondition ReadMap(Field field)
    {
        MapField map = field.Map(PlanKeys.Check)!;
        IReadOnlyList<string> sources = map.Present(PlanKeys.Sources);
        IReadOnlyList<string> operators = map.Present(PlanKeys.Comparisons);
        if (sources.Count > 1)
        {
            map.OneOf(PlanKeys.Sources, "the source of the value");
        }

        if (operators.Count > 1)
        {
            map.OneOf(PlanKeys.Comparisons, "the comparison");
        }

        if (sources.Count == 0 && map.Present(PlanKeys.Expect).Count == 0)
        {
            map.Refuse(
                operators.Count > 0 ? $"'{operators[0]}' has no value to compare" : "the check has no condition",
                string.Join(", ", [.. PlanKeys.Expect, .. PlanKeys.Sources]));
        }
        else if (sources.Count == 0 && operators.Count > 0)
        {
            map.Get(operators[0])!.Refuse($"'{operators[0]}' has no value to compare", $"one of {string.Join(", ", PlanKeys.Sources)} beside it");
        }

        return new ResponseCondition
        {
            Expect = ExpectationReader.ReadFrom(map),
            Source = sources.Count == 1 ? ValueSources.Read(sources[0], map.Get(sources[0])!) : null,
            Operator = operators.Count == 1 ? Operators[operators[0]] : null,
            Value = operators.Count == 1 ? ReadValue(map.Get(operators[0])!, Operators[operators[0]]) : "",
        };
    }

    private static string ReadValue(Field field, ComparisonOperator op)
    {
        string value = field.Text("a text or a number", PlanLimits.TextLength) ?? "";
        if (op is ComparisonOperator.Above or ComparisonOperator.Below && value.Length > 0 &&
            !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            field.Refuse("above and below compare numbers only", "a number");
        }

        return value;
    }
}
